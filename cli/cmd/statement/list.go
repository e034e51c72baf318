package statement

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// ListOptions say whose statements to list.
type ListOptions struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	Output  cmdutil.Output
}

// NewList is the command that lists statements, one per month with usage.
func NewList(f *cmdutil.Factory, runF func(*ListOptions) error) *cobra.Command {
	o := &ListOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Aliases: []string{"ls"}, Short: "List statements, one per agency and month with usage",
		Example: `  ikpctl statement list
  ikpctl statement list -a minfin -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.Place.AddFlags(f, cmd, verb.OfAgency)
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *ListOptions) run(ctx context.Context) error {
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	list := &subresources.StatementViewList{}
	if err := c.List(ctx, list, client.InNamespace(o.Place.AgencyNamespace())); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "statement", Err: err}
	}
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, list.Items)
	}
	if len(list.Items) == 0 {
		_, err := fmt.Fprintln(o.Factory.IO.Err, o.Factory.Texts().Say("none-found"))
		return err
	}
	return o.table(list.Items).Write(o.Factory.IO.Out)
}

func (o *ListOptions) table(items []subresources.StatementView) *cmdutil.Table {
	texts := o.Factory.Texts()
	t := &cmdutil.Table{Right: map[int]bool{2: true}, Heads: []string{
		texts.Say("head-agency"), texts.Say("head-month"), texts.Say("head-total"),
		texts.Say("head-state"), texts.Say("head-as-of"),
	}}
	for i := range items {
		v := &items[i]
		t.Add(v.Agency, v.Name, v.Status.Total, state(v, texts), asOf(v))
	}
	return t
}
