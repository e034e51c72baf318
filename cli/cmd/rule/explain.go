package rule

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/lawbook"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/text"
)

// NewExplain is the command that explains a rule to a person.
func NewExplain(f *cmdutil.Factory, runF func(*ShowOptions) error) *cobra.Command {
	o := &ShowOptions{Factory: f}
	return o.command("explain ID", verb.Words{
		Short: "Explain a rule: text, source, enforcement, who checks it, a refusal and the way out",
		Example: `  ikpctl rule explain KZ-PD-12
  ikpctl rule explain KZ-PLT-MOR --lang ru`,
	}, runF, o.explain)
}

func (o *ShowOptions) explain(ctx context.Context) error {
	r, shelf, book, err := o.find(ctx)
	if err != nil {
		return err
	}
	return page{rule: r, shelf: shelf, book: book, texts: o.Factory.Texts()}.write(o.Factory.IO.Out, language(o.Factory))
}

// page explains one rule.
type page struct {
	rule  regulation.Rule
	shelf lawbook.Shelf
	book  regulation.Book
	texts *text.Catalogue
}

func (p page) write(w io.Writer, language string) error {
	entry, _ := rules.Of(p.rule.ID)
	lines := []string{p.rule.ID + "  " + p.rule.Titles[language], ""}
	for _, other := range []string{"kk", "ru", "en"} {
		if other != language {
			lines = append(lines, other+"  "+p.rule.Titles[other])
		}
	}
	lines = append(lines, "")
	lines = append(lines, p.origin()...)
	lines = append(lines, p.enforced(entry)...)
	lines = append(lines, p.checked(entry)...)
	_, err := fmt.Fprintln(w, strings.Join(lines, "\n"))
	return err
}

// origin is where the rule comes from and since when.
func (p page) origin() []string {
	since := p.shelf.Since(p.rule.ID)
	return []string{
		p.texts.Say("rule-check", "check", p.rule.Check),
		p.texts.Say("rule-source", "source", p.rule.Source),
		p.texts.Say("rule-verified-" + p.rule.Verification),
		p.texts.Say("rule-since", "edition", since.Edition, "day", since.ValidFrom, "current", p.book.Edition()),
	}
}

// enforced is what follows from a breach, and who decided so.
func (p page) enforced(e rules.Entry) []string {
	if e.By == rules.ByConstruction {
		return []string{p.texts.Say("rule-enforced-always")}
	}
	lines := []string{p.texts.Say("rule-enforced-" + string(p.rule.Enforcement))}
	if o := p.rule.Changed; o != nil {
		day, _, _ := strings.Cut(o.At, "T")
		lines = append(lines, p.texts.Say("rule-changed", "name", o.Name, "by", o.By, "day", day, "document", o.Document, "reason", o.Reason))
	} else {
		lines = append(lines, p.texts.Say("rule-unchanged"))
	}
	if s := p.rule.Parameters.String(); s != "" {
		lines = append(lines, p.texts.Say("rule-parameters", "parameters", s))
	}
	return lines
}

// checked is who checks it, how a refusal looks and the way out.
func (p page) checked(e rules.Entry) []string {
	by := e.By
	if by == "" {
		by = rules.ByNobody
	}
	at := make([]string, len(e.At))
	for i, place := range e.At {
		at[i] = p.texts.Say("rule-at-" + strings.ReplaceAll(string(place), " ", "-"))
	}
	lines := []string{p.texts.Say("rule-by-"+string(by), "at", strings.Join(at, ", "), "rule", e.Through)}
	if e.Note != "" {
		lines = append(lines, p.texts.Say("rule-note", "note", e.Note))
	}
	if refusal := rules.Refusal(e, p.book); refusal != "" {
		lines = append(lines, p.texts.Say("rule-refusal", "refusal", refusal))
	}
	for _, group := range []string{"migration", "compute", "tenancy", "governance", "finance"} {
		if entry, found := p.texts.Reason(group, e.Reason); found {
			return append(lines, p.texts.Say("rule-way-out", "who", entry.Who, "action", entry.Action))
		}
	}
	return lines
}
