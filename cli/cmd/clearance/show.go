package clearance

import (
	"github.com/spf13/cobra"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows a security clearance.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*governance.SecurityClearance]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show a security clearance",
		Example: `  ikpctl clearance show esf-2026 -a minfin
  ikpctl clearance show minfin/esf-2026 -o yaml`,
	}, runF)
}
