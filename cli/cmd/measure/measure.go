// Package measure holds the commands for the measures before a system moves (C-4):
// how far each is, who owes it, and the word of a party on it.
package measure

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmd/migration"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of measures.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("measure", "The fourteen measures of a system's migration, and who owes them (C-4)",
		NewList(f, nil), NewShow(f, nil), NewSubmit(f, nil), NewApprove(f, nil), NewReject(f, nil))
}

// numberOf reads the number of a measure as a person wrote it.
func numberOf(arg string) (int, error) {
	n, err := strconv.Atoi(arg)
	if err != nil || n < 1 {
		return 0, cmdutil.UsageError{Err: fmt.Errorf("%q is not the number of a measure: write 1 to 14", arg)}
	}
	return n, nil
}

// completeMigrationAndNumber completes the name of a migration, then a number.
func completeMigrationAndNumber(f *cmdutil.Factory, p *verb.Place) cobra.CompletionFunc {
	names := verb.CompleteArgs(f, migration.Kind(), p)
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return names(cmd, args, typed)
		}
		var numbers []string
		for n := 1; n <= 14 && len(args) == 1; n++ {
			numbers = append(numbers, strconv.Itoa(n))
		}
		return numbers, cobra.ShellCompDirectiveNoFileComp
	}
}
