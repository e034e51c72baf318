package residency

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// FindingsOptions say which findings to list.
type FindingsOptions struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	// All lists also what is gone, within a month.
	All    bool
	Output cmdutil.Output
}

// NewFindings is the command that lists what the audit found.
func NewFindings(f *cmdutil.Factory, runF func(*FindingsOptions) error) *cobra.Command {
	o := &FindingsOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "findings", Short: "List what the continuous audit found where it may not be",
		Example: `  ikpctl residency findings
  ikpctl residency findings -a minfin --all -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.Place.AddFlags(f, cmd, verb.OfAgency)
	cmd.Flags().BoolVar(&o.All, "all", false, "Also list what is gone, within the last 31 days")
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *FindingsOptions) run(ctx context.Context) error {
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	list := &subresources.ResidencyFindingList{}
	if err := c.List(ctx, list, client.InNamespace(o.Place.AgencyNamespace())); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "residency findings", Err: err}
	}
	if !o.All {
		list.Items = slices.DeleteFunc(list.Items, func(i subresources.ResidencyFinding) bool { return i.Until != nil })
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

func (o *FindingsOptions) table(items []subresources.ResidencyFinding) *cmdutil.Table {
	texts := o.Factory.Texts()
	p := paper{texts}
	t := &cmdutil.Table{}
	for _, head := range []string{"agency", "system", "lot", "resource", "source", "site", "rule", "answer", "since", "until", "what"} {
		t.Heads = append(t.Heads, texts.Say("head-"+head))
	}
	for i := range items {
		f := &items[i]
		until := p.end(nil)
		if f.Until != nil {
			until = p.end(&f.Until.Time)
		}
		t.Add(f.Agency, f.System, texts.Say("residency-kind-"+f.LotKind), f.Resource, f.Source, f.DataCentre, f.Rule,
			texts.Say("residency-"+f.Answer), cmdutil.Moment(f.Since.Time), until, f.Message)
	}
	return t
}
