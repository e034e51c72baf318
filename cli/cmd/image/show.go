package image

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows an image.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*compute.Image]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show an image",
		Example: `  ikpctl image show ikp-guest
  ikpctl image show ikp-guest -o yaml`,
	}, runF)
}
