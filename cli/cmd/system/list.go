package system

import (
	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists information systems.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*tenancy.InformationSystem]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List information systems with the state of their passports",
		Example: `  ikpctl system list
  ikpctl system list -a minfin
  ikpctl system list -o json`,
	}, runF)
}
