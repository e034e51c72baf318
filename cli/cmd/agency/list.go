package agency

import (
	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists agencies.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*tenancy.Agency]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List agencies",
		Example: `  ikpctl agency list
  ikpctl agency list -o json`,
	}, runF)
}
