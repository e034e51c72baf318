package why

import (
	"fmt"
	"io"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// move lays a system's way to the platform out.
func (p page) move(w io.Writer, m *Move) error {
	words := planned.Words{Catalogue: p.texts}
	if _, err := fmt.Fprintf(w, "\n%s\n", p.paint.Bold(p.where(words, m))); err != nil {
		return err
	}
	if m.waits() {
		t := &cmdutil.Table{Heads: []string{words.Say("head-gate"), words.Say("head-rule"), words.Say("head-party"), words.Say("head-since"), words.Say("head-next")}}
		for _, o := range m.Obstacles {
			t.Add(words.State(string(o.Gate)), o.Rule, o.Party, calendar.Day(o.Since.Time), o.Message)
		}
		if err := t.Write(w); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, p.planned(words, m))
	return err
}

// where says where the move stands.
func (p page) where(words planned.Words, m *Move) string {
	switch {
	case m.State == "":
		return words.Say("why-migration-none")
	case m.waits():
		return words.Say("why-migration", "state", words.State(m.State), "day", calendar.Day(*m.Since), "gate", words.State(string(m.Obstacles[0].Gate)))
	}
	return words.Say("why-migration-goal", "state", words.State(m.State), "day", calendar.Day(*m.Since))
}

// planned says when it is planned, and what binds it.
func (p page) planned(words planned.Words, m *Move) string {
	if m.Cutover == "" {
		return words.Say("why-migration-unplanned")
	}
	if m.Binding == "" {
		return words.Say("why-migration-unbound", "day", m.Cutover)
	}
	return words.Say("why-migration-plan", "day", m.Cutover, "wave", m.Wave, "binding", words.Text(m.Binding))
}
