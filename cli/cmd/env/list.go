package env

import (
	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists environments.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*tenancy.Environment]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List environments",
		Example: `  ikpctl env list
  ikpctl env list -a minfin
  ikpctl env list -o json`,
	}, runF)
}
