package system

import (
	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewDelete is the command that deletes information systems.
func NewDelete(f *cmdutil.Factory, runF func(*verb.DeleteOptions[*tenancy.InformationSystem]) error) *cobra.Command {
	return verb.NewDelete(f, Kind(), verb.Words{
		Short:   "Delete information systems",
		Example: `  ikpctl system delete esf -a minfin`,
	}, runF)
}
