package image

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists images.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*compute.Image]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List images",
		Example: `  ikpctl image list
  ikpctl image list -o json`,
	}, runF)
}
