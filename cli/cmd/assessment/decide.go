package assessment

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

var dispositions = []string{
	string(api.DispositionMove), string(api.DispositionRewrite), string(api.DispositionReplace),
	string(api.DispositionWriteOff), string(api.DispositionStay),
}

// DecideOptions say what becomes of a system.
type DecideOptions struct {
	Edit
	Disposition api.Disposition
}

// NewDecide is the command that decides what becomes of a system.
func NewDecide(f *cmdutil.Factory, runF func(*DecideOptions) error) *cobra.Command {
	o := &DecideOptions{Edit: Edit{Factory: f}}
	cmd := &cobra.Command{
		Use: "decide SYSTEM DISPOSITION", Short: "Decide what becomes of a system: Move, Rewrite, Replace, WriteOff or Stay",
		Long: `Decide what becomes of a system: Move, Rewrite, Replace, WriteOff or Stay. The
answers speak for one of them, people decide. A system that is written off or stays
is not moved: the gate of measure 4 stays shut.`,
		Example: `  ikpctl assessment decide minfin/esf Move
  ikpctl assessment decide pep-1 WriteOff -a unassigned`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(dispositions, args[1]) {
				return cmdutil.UsageError{Err: fmt.Errorf("%q is no disposition; choose of %s", args[1], strings.Join(dispositions, ", "))}
			}
			o.System, o.Disposition = args[0], api.Disposition(args[1])
			if runF != nil {
				return runF(o)
			}
			return o.apply(cmd.Context(), func(s *api.SystemAssessmentSpec) { s.Disposition = o.Disposition })
		},
	}
	o.addFlags(cmd)
	systems := cmd.ValidArgsFunction
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 1 {
			return dispositions, cobra.ShellCompDirectiveNoFileComp
		}
		return systems(cmd, args, typed)
	}
	return cmd
}
