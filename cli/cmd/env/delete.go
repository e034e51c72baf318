package env

import (
	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewDelete is the command that deletes environments.
func NewDelete(f *cmdutil.Factory, runF func(*verb.DeleteOptions[*tenancy.Environment]) error) *cobra.Command {
	return verb.NewDelete(f, Kind(), verb.Words{
		Short:   "Delete environments with everything in them",
		Example: `  ikpctl env delete prod -a minfin`,
	}, runF)
}
