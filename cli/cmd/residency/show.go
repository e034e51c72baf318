package residency

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// ShowOptions say of which system and month to show where its bytes were.
type ShowOptions struct {
	Factory *cmdutil.Factory
	Subject Subject
	Output  cmdutil.Output
}

// NewShow is the command that shows where the bytes of a system lie.
func NewShow(f *cmdutil.Factory, runF func(*ShowOptions) error) *cobra.Command {
	o := &ShowOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "show AGENCY/SYSTEM", Short: "Show where the bytes of a system lay in a month, and how that was judged",
		Example: `  ikpctl residency show minfin/esf
  ikpctl residency show minfin/esf --month 2026-11 -o json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.Subject.settle(args[0], f); err != nil {
				return err
			}
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&o.Subject.Month, "month", "", "Month in Almaty, YYYY-MM (default: the running one)")
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *ShowOptions) run(ctx context.Context) error {
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	signed, report, err := fetch(ctx, c, o.Subject)
	if err != nil {
		return err
	}
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, report)
	}
	d := Paper(report, signed.KeyID, o.Factory.Texts(), o.Factory.Language())
	return writeTerminal(o.Factory.IO.Out, d, o.Factory.IO.OutColours())
}
