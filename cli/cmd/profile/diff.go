package profile

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/lawbook"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// DiffOptions name two editions.
type DiffOptions struct {
	Factory *cmdutil.Factory
	// Before and After are the names of the editions.
	Before, After string
	Output        cmdutil.Output
}

// Difference is one difference as -o json and -o yaml print it.
type Difference struct {
	Rule   string `json:"rule"`
	Field  string `json:"field"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// NewDiff is the command that compares two editions.
func NewDiff(f *cmdutil.Factory, runF func(*DiffOptions) error) *cobra.Command {
	o := &DiffOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "diff A B", Short: "Show in what the rules of two editions differ",
		Example: `  ikpctl profile diff concept-2022 digital-code-2026
  ikpctl profile diff concept-2022 digital-code-2026 -o json`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeEditions(f, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Before, o.After = args[0], args[1]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *DiffOptions) run(ctx context.Context) error {
	shelf, err := lawbook.Read(ctx, o.Factory)
	if err != nil {
		return err
	}
	before, err := shelf.Edition(o.Before)
	if err != nil {
		return err
	}
	after, err := shelf.Edition(o.After)
	if err != nil {
		return err
	}
	return o.write(regulation.Diff(before, after))
}

func (o *DiffOptions) write(found []regulation.Difference) error {
	out := o.Factory.IO.Out
	if o.Output != cmdutil.OutputTable {
		printed := make([]Difference, 0, len(found))
		for _, d := range found {
			printed = append(printed, Difference(d))
		}
		return cmdutil.Encode(out, o.Output, printed)
	}
	if len(found) == 0 {
		o.Factory.IO.Tell("%s", o.Factory.Texts().Say("profile-same"))
		return nil
	}
	t := &cmdutil.Table{Heads: []string{"RULE", "FIELD", "BEFORE", "AFTER"}}
	for _, d := range found {
		t.Add(d.Rule, d.Field, d.Before, d.After)
	}
	return t.Write(out)
}
