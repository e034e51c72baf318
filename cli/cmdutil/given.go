package cmdutil

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Given names the flags that the command line sets.
func Given(cmd *cobra.Command) map[string]bool {
	given := map[string]bool{}
	cmd.Flags().Visit(func(f *pflag.Flag) { given[f.Name] = true })
	return given
}
