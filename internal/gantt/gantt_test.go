package gantt_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/gantt"
)

var update = flag.Bool("update", false, "write the golden files anew")

func chart() gantt.Chart {
	return gantt.Chart{
		Title: "Министерство финансов", Today: "2026-11-22",
		Names: map[gantt.Kind]string{gantt.Cutover: "Переключение"},
		Rows: []gantt.Row{
			{Label: "ИС <ЭСФ>", Bars: []gantt.Bar{
				{gantt.Preparation, "2026-11-02", "2026-11-30"}, {gantt.Replication, "2026-12-01", "2026-12-20"},
				{gantt.Testing, "2026-12-21", "2027-01-31"}, {gantt.Cutover, "2027-02-01", "2027-02-01"},
				{gantt.Decommission, "2027-02-02", "2027-04-30"}}},
			{Label: "Казначейство", Bars: []gantt.Bar{{gantt.Preparation, "2026-12-15", "2027-03-01"}}},
			{Label: "без дат"},
		},
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestTerminal(t *testing.T) {
	text, err := gantt.Terminal(chart(), 80)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(text, "\n") {
		if n := len([]rune(line)); n > 80 && !strings.Contains(line, "Preparation") {
			t.Errorf("a line has %d columns: %s", n, line)
		}
	}
	golden(t, "chart.txt", text)
}

func TestSVG(t *testing.T) {
	text, err := gantt.SVG(chart())
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the drawing is no XML: %v", err)
		}
	}
	golden(t, "chart.svg", text)
}

func TestRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		bars []gantt.Bar
		want string
	}{
		"a chart without bars":             {nil, "there is nothing to draw"},
		"a day that is none":               {[]gantt.Bar{{gantt.Testing, "soon", "2027-01-01"}}, `drawing row "a": "soon" is no day`},
		"a bar that ends before it begins": {[]gantt.Bar{{gantt.Testing, "2027-01-02", "2027-01-01"}}, `drawing row "a": the bar ends on 2027-01-01, before it begins on 2027-01-02`},
	} {
		t.Run(name, func(t *testing.T) {
			c := gantt.Chart{Rows: []gantt.Row{{Label: "a", Bars: tc.bars}}}
			_, errText := gantt.Terminal(c, 80)
			_, errSVG := gantt.SVG(c)
			if errText == nil || errSVG == nil || errText.Error() != tc.want || errSVG.Error() != tc.want {
				t.Errorf("says %v and %v, want %s", errText, errSVG, tc.want)
			}
		})
	}
}

func TestSortPutsTheEarliestFirst(t *testing.T) {
	rows := []gantt.Row{{Label: "none"}, {Label: "b", Bars: []gantt.Bar{{gantt.Testing, "2027-01-01", "2027-01-02"}}},
		{Label: "a", Bars: []gantt.Bar{{gantt.Testing, "2027-01-01", "2027-01-02"}, {gantt.Preparation, "2026-01-01", "2026-01-02"}}}}
	gantt.Sort(rows)
	if got := rows[0].Label + rows[1].Label + rows[2].Label; got != "abnone" {
		t.Errorf("order %s, want a, b, none", got)
	}
}
