package agency

import (
	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows an agency.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*tenancy.Agency]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show an agency",
		Example: `  ikpctl agency show minfin
  ikpctl agency show minfin -o yaml`,
	}, runF)
}
