package host

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists hosts.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*compute.Host]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List hosts",
		Example: `  ikpctl host list
  ikpctl host list -o json`,
	}, runF)
}
