package migration

import (
	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists migrations.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*api.SystemMigration]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List migrations: state, goal, and the parties that owe the next step",
		Example: `  ikpctl migration list
  ikpctl migration list -a minfin
  ikpctl migration list -o json`,
	}, runF)
}
