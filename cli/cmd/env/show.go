package env

import (
	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows an environment.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*tenancy.Environment]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show an environment",
		Example: `  ikpctl env show prod -a minfin
  ikpctl env show minfin/prod -o yaml`,
	}, runF)
}
