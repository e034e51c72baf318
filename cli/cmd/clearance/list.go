package clearance

import (
	"github.com/spf13/cobra"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists security clearances.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*governance.SecurityClearance]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List security clearances and how long they hold",
		Example: `  ikpctl clearance list
  ikpctl clearance list -a minfin
  ikpctl clearance list -o json`,
	}, runF)
}
