package host

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows a host.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*compute.Host]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show a host",
		Example: `  ikpctl host show h1
  ikpctl host show h1 -o yaml`,
	}, runF)
}
