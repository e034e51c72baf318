package system

import (
	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows an information system.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*tenancy.InformationSystem]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show an information system",
		Example: `  ikpctl system show esf -a minfin
  ikpctl system show minfin/esf -o yaml`,
	}, runF)
}
