package rule

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/lawbook"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// ListOptions say which rules to list.
type ListOptions struct {
	Factory *cmdutil.Factory
	// Edition to list; empty: the one in force.
	Edition string
	// Moment and Enforcement keep only such rules; empty: all.
	Moment, Enforcement string
	Output              cmdutil.Output
}

// NewList is the command that lists rules.
func NewList(f *cmdutil.Factory, runF func(*ListOptions) error) *cobra.Command {
	o := &ListOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Aliases: []string{"ls"}, Short: "List the rules of an edition, how they are enforced and who checks them",
		Long: `List the rules of an edition. ENFORCEMENT is what follows from a breach now, with
what administrators changed; CHANGED names the override. CHECKED-BY says whether the
platform checks the rule: construction means that it is built so that nobody can
break it, other-rule that another check covers it; the others nobody but people
checks.`,
		Example: `  ikpctl rule list
  ikpctl rule list --moment Placement --enforcement Deny
  ikpctl rule list --edition concept-2022 -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.complete(); err != nil {
				return err
			}
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&o.Edition, "edition", "", "Edition of the rules (default: the one in force)")
	cmd.Flags().StringVar(&o.Moment, "moment", "", "Only rules checked at this moment: Admission, Placement, Gate, Continuous, Invoice")
	cmd.Flags().StringVar(&o.Enforcement, "enforcement", "", "Only rules enforced like this: Deny, Warn, Off")
	cmdutil.OutputFlag(cmd, &o.Output)
	verb.CompleteFixed(cmd, "moment", regulation.Admission, regulation.Placement, regulation.Gate, regulation.Continuous, regulation.Invoice)
	verb.CompleteFixed(cmd, "enforcement", regulation.Deny, regulation.Warn, regulation.Off)
	verb.CompleteFlag(f, cmd, "edition", lawbook.NewProfileList, func() string { return "" })
	return cmd
}

// complete puts what was typed into the words of the API.
func (o *ListOptions) complete() error {
	return errors.Join(
		known("moment", &o.Moment, regulation.Admission, regulation.Placement, regulation.Gate, regulation.Continuous, regulation.Invoice),
		known("enforcement", &o.Enforcement, regulation.Deny, regulation.Warn, regulation.Off))
}

func known[S ~string](flag string, typed *string, words ...S) error {
	if *typed == "" {
		return nil
	}
	for _, w := range words {
		if strings.EqualFold(*typed, string(w)) {
			*typed = string(w)
			return nil
		}
	}
	return cmdutil.UsageError{Err: fmt.Errorf("--%s %q: use one of %s", flag, *typed, verb.Join(words))}
}

func (o *ListOptions) run(ctx context.Context) error {
	shelf, err := lawbook.Read(ctx, o.Factory)
	if err != nil {
		return err
	}
	book, err := shelf.Book(o.Edition)
	if err != nil {
		return err
	}
	var views []View
	for _, r := range book.Rules() {
		if o.keeps(r) {
			views = append(views, view(r, book.Edition()))
		}
	}
	return o.write(views)
}

func (o *ListOptions) keeps(r regulation.Rule) bool {
	return (o.Moment == "" || slices.Contains(r.Moments, regulation.Moment(o.Moment))) &&
		(o.Enforcement == "" || string(r.Enforcement) == o.Enforcement)
}

func (o *ListOptions) write(views []View) error {
	out := o.Factory.IO.Out
	switch o.Output {
	case cmdutil.OutputJSON, cmdutil.OutputYAML:
		return cmdutil.Encode(out, o.Output, views)
	case cmdutil.OutputName:
		for _, v := range views {
			if _, err := fmt.Fprintln(out, v.ID); err != nil {
				return err
			}
		}
		return nil
	}
	if len(views) == 0 {
		o.Factory.IO.Tell("%s", o.Factory.Texts().Say("none-found"))
		return nil
	}
	t := &cmdutil.Table{Heads: []string{"RULE", "ENFORCEMENT", "CHANGED", "MOMENTS", "CHECKED-BY", "VERIFIED", "TITLE"}}
	for _, v := range views {
		changed := ""
		if v.Override != nil {
			changed = v.Override.Name
		}
		t.Add(v.ID, v.Enforcement, changed, verb.Join(v.Moments), v.CheckedBy, v.Verification, v.Titles[language(o.Factory)])
	}
	return t.Write(out)
}
