package cmd_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmd"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

func newRoot(name string) *cobra.Command {
	streams, _, _, _ := cmdutil.TestIO()
	return cmd.NewRoot(cmdutil.New(name, streams, func(string) string { return "" }))
}

// leaves are the commands that do something.
func leaves(c *cobra.Command) []*cobra.Command {
	if !c.HasSubCommands() {
		return []*cobra.Command{c}
	}
	var out []*cobra.Command
	for _, sub := range c.Commands() {
		out = append(out, leaves(sub)...)
	}
	return out
}

func TestEveryExampleIsAValidCommandLine(t *testing.T) {
	t.Parallel()
	for _, leaf := range leaves(newRoot("ikpctl")) {
		for _, line := range examples(leaf.Example) {
			t.Run(line, func(t *testing.T) {
				t.Parallel()
				if err := check(line); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

func TestEveryCommandOfObjectsShowsAnExample(t *testing.T) {
	t.Parallel()
	for _, leaf := range leaves(newRoot("ikpctl")) {
		if leaf.Example == "" && leaf.Parent().Name() != "local" {
			t.Errorf("%s has no example", leaf.CommandPath())
		}
	}
}

func TestSpeaksOfItselfAsItWasCalled(t *testing.T) {
	t.Parallel()
	c, _, err := newRoot("kubectl ikp").Find([]string{"vm", "create"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.CommandPath(), "kubectl ikp vm create"; got != want {
		t.Errorf("command path = %q, want %q", got, want)
	}
	if !strings.Contains(c.Example, "  kubectl ikp vm create web-1") || strings.Contains(c.Example, "ikpctl") {
		t.Errorf("the example speaks of another program:\n%s", c.Example)
	}
}

// examples are the command lines of an example block. A comment is not one, a
// backslash joins lines, and the shell's own parts are left out.
func examples(block string) []string {
	var out []string
	for _, line := range strings.Split(strings.ReplaceAll(block, "\\\n", " "), "\n") {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			line, _, _ = strings.Cut(line, " >")
			out = append(out, strings.TrimPrefix(line, "sudo "))
		}
	}
	return out
}

// check parses a command line as far as its own work.
func check(line string) error {
	words, err := split(line)
	if err != nil {
		return err
	}
	if words[0] != "ikpctl" {
		return fmt.Errorf("the line does not begin with ikpctl")
	}
	root := newRoot("ikpctl")
	ran := false
	for _, leaf := range leaves(root) {
		leaf.RunE = func(*cobra.Command, []string) error {
			ran = true
			return nil
		}
	}
	root.SetArgs(words[1:])
	if err := root.ExecuteContext(context.Background()); err != nil {
		return err
	}
	if !ran {
		return fmt.Errorf("the line runs no command")
	}
	return nil
}

// split does with a line what a shell would: words, and 'quoted words'.
func split(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	quoted := false
	for _, r := range line + " " {
		switch {
		case r == '\'':
			quoted = !quoted
		case r == ' ' && !quoted:
			if word.Len() > 0 {
				words = append(words, word.String())
				word.Reset()
			}
		default:
			word.WriteRune(r)
		}
	}
	if quoted {
		return nil, fmt.Errorf("a quote is not closed")
	}
	return words, nil
}
