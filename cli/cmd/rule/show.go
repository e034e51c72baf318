package rule

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/lawbook"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// ShowOptions say which rule to show.
type ShowOptions struct {
	Factory *cmdutil.Factory
	// ID of the rule, Edition that has it; empty: the one in force.
	ID, Edition string
	Output      cmdutil.Output
}

// NewShow is the command that shows one rule.
func NewShow(f *cmdutil.Factory, runF func(*ShowOptions) error) *cobra.Command {
	o := &ShowOptions{Factory: f}
	cmd := o.command("show ID", verb.Words{
		Short: "Show a rule as the edition in force has it",
		Example: `  ikpctl rule show KZ-PD-12
  ikpctl rule show KZ-PLT-MOR -o yaml`,
	}, runF, o.run)
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

// command takes the id of a rule and an edition.
func (o *ShowOptions) command(use string, w verb.Words, runF func(*ShowOptions) error, run func(context.Context) error) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: w.Short, Long: w.Long, Example: w.Example,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeIDs(o.Factory),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.ID = strings.ToUpper(args[0])
			if runF != nil {
				return runF(o)
			}
			return run(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&o.Edition, "edition", "", "Edition of the rules (default: the one in force)")
	verb.CompleteFlag(o.Factory, cmd, "edition", lawbook.NewProfileList, func() string { return "" })
	return cmd
}

// find reads the rule.
func (o *ShowOptions) find(ctx context.Context) (regulation.Rule, lawbook.Shelf, regulation.Book, error) {
	shelf, err := lawbook.Read(ctx, o.Factory)
	if err != nil {
		return regulation.Rule{}, shelf, regulation.Book{}, err
	}
	book, err := shelf.Book(o.Edition)
	if err != nil {
		return regulation.Rule{}, shelf, book, err
	}
	r, known := book.Rule(o.ID)
	if !known {
		return r, shelf, book, fmt.Errorf("edition %s has no rule %s; look it up: %s rule list", book.Edition(), o.ID, o.Factory.Name)
	}
	return r, shelf, book, nil
}

func (o *ShowOptions) run(ctx context.Context) error {
	r, _, book, err := o.find(ctx)
	if err != nil {
		return err
	}
	v := view(r, book.Edition())
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, v)
	}
	t := &cmdutil.Table{Heads: []string{"", ""}, Bare: true}
	for _, line := range v.lines() {
		if line[1] != "" {
			t.Add(line[0], line[1])
		}
	}
	return t.Write(o.Factory.IO.Out)
}

// lines are the rule's facts, one in a line.
func (v View) lines() [][2]string {
	lines := [][2]string{
		{"RULE", v.ID}, {"EDITION", v.Edition},
		{"TITLE-KK", v.Titles["kk"]}, {"TITLE-RU", v.Titles["ru"]}, {"TITLE-EN", v.Titles["en"]},
		{"CHECK", v.Check}, {"SOURCE", v.Source}, {"VERIFIED", v.Verification}, {"MOMENTS", verb.Join(v.Moments)},
		{"SEVERITY", v.Severity}, {"ENFORCEMENT", v.Enforcement}, {"PARAMETERS", regulation.Parameters(v.Parameters).String()},
		{"CHECKED-BY", v.CheckedBy}, {"CHECKED-AT", verb.Join(v.CheckedAt)}, {"COVERED-BY", v.CoveredBy},
	}
	if o := v.Override; o != nil {
		lines = append(lines, [][2]string{{"OVERRIDE", o.Name}, {"CHANGED-BY", o.By}, {"CHANGED-AT", o.At}, {"DOCUMENT", o.Document}, {"REASON", o.Reason}}...)
	}
	return lines
}

// language is the tag of the language of explanations.
func language(f *cmdutil.Factory) string { return f.Texts().Say("language") }
