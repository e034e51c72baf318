package sourcesite

import (
	"fmt"

	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/sourcesite"
	"github.com/govtech-kz/ikp/internal/facts"
)

// NewShow is the command that shows a site and what follows from its record.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*api.SourceSite]) error) *cobra.Command {
	return verb.NewShow(f, details(f), verb.Words{
		Short: "Show a site, and what each rule makes of its record",
		Example: `  ikpctl sourcesite show minfin-dc --lang ru
  ikpctl sourcesite show minfin-dc -o yaml`,
	}, runF)
}

func details(f *cmdutil.Factory) verb.Kind[*api.SourceSite] {
	k := Kind(f)
	k.Details = append(verb.NameColumns(func(s *api.SourceSite) tenancy.Names { return s.Spec.Names }),
		verb.Column[*api.SourceSite]{Head: "CONFORMANCE-832", Value: conformance},
		verb.Column[*api.SourceSite]{Head: "LEASE", Value: lease},
		verb.Column[*api.SourceSite]{Head: "SOURCE", Value: func(s *api.SourceSite) string { return s.Spec.Source }})
	k.Sections = func(s *api.SourceSite) []*cmdutil.Table { return []*cmdutil.Table{findings(f, s)} }
	return k
}

func conformance(s *api.SourceSite) string {
	c := s.Spec.Conformance832
	if c == nil {
		return ""
	}
	return fmt.Sprintf("%s … %s %s (%s)", c.ValidFrom, c.ValidUntil, c.Document, c.Edition)
}

func lease(s *api.SourceSite) string {
	l := s.Spec.Lease
	if l == nil {
		return ""
	}
	return fmt.Sprintf("%s, %s", l.Contract, l.Lessor)
}

// findings has a line per rule.
func findings(f *cmdutil.Factory, s *api.SourceSite) *cmdutil.Table {
	say, paint := f.Texts().Say, f.IO.OutColours()
	t := &cmdutil.Table{Heads: []string{say("head-rule"), say("head-consequence"), say("head-meaning")}}
	for _, x := range sourcesite.Judge(facts.SourceSite(s.Spec), today(f)) {
		t.Rows = append(t.Rows, []cmdutil.Cell{
			{Text: x.Rule}, {Text: say("site-" + string(x.Outcome)), Paint: colour(paint, x.Outcome)},
			{Text: say("site-"+x.Code, "day", x.Day, "what", x.What)},
		})
	}
	return t
}

func colour(paint cmdutil.Colours, o sourcesite.Outcome) func(string) string {
	switch o {
	case sourcesite.Stays:
		return paint.Bad
	case sourcesite.Moves:
		return paint.Good
	default:
		return paint.Doubtful
	}
}
