// Package cmdtest runs command lines in tests.
package cmdtest

import (
	"io"
	"testing"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Factory is one that reaches nothing: for tests of what a command line means.
func Factory() *cmdutil.Factory {
	streams, _, _, _ := cmdutil.TestIO()
	return cmdutil.New("ikpctl", streams, func(string) string { return "" })
}

// Parse runs a command, whose work is replaced, with these arguments and gives
// the error's text; empty when the line is valid.
func Parse(t *testing.T, c *cobra.Command, argv ...string) string {
	t.Helper()
	c.SetArgs(argv)
	c.SetOut(io.Discard)
	c.SetErr(io.Discard)
	c.SilenceErrors, c.SilenceUsage = true, true
	if err := c.ExecuteContext(t.Context()); err != nil {
		return err.Error()
	}
	return ""
}
