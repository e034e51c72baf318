package image

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewDelete is the command that deletes images.
func NewDelete(f *cmdutil.Factory, runF func(*verb.DeleteOptions[*compute.Image]) error) *cobra.Command {
	return verb.NewDelete(f, Kind(), verb.Words{
		Short:   "Delete images",
		Example: `  ikpctl image delete ikp-guest`,
	}, runF)
}
