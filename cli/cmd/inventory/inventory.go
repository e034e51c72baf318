// Package inventory holds the commands that take over the state's lists of
// agencies and information systems.
package inventory

import (
	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// New is the command that holds the verbs of the inventory.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("inventory", "Lists of agencies and information systems", NewImport(f, nil), NewReconcile(f, nil))
}
