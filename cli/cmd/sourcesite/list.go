package sourcesite

import (
	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists source sites.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*api.SourceSite]) error) *cobra.Command {
	return verb.NewList(f, Kind(f), verb.Words{
		Short: "List source sites, with the day until which their systems may stay",
		Example: `  ikpctl sourcesite list
  ikpctl sourcesite list -o json`,
	}, runF)
}
