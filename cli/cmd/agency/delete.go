package agency

import (
	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewDelete is the command that deletes agencies.
func NewDelete(f *cmdutil.Factory, runF func(*verb.DeleteOptions[*tenancy.Agency]) error) *cobra.Command {
	return verb.NewDelete(f, Kind(), verb.Words{
		Short:   "Delete agencies that own nothing any more",
		Example: `  ikpctl agency delete minfin`,
	}, runF)
}
