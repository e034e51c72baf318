package programme

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
)

// Options are what every command of programmes is asked with.
type Options struct {
	Factory *cmdutil.Factory
	Source  planned.Source
	Output  cmdutil.Output
}

// command is a command without arguments on a programme.
func (o *Options) command(cmd *cobra.Command, run func(context.Context) error) *cobra.Command {
	cmd.Args = cobra.NoArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return run(cmd.Context()) }
	o.Source.AddFlags(o.Factory, cmd)
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *Options) words() planned.Words { return planned.Words{Catalogue: o.Factory.Texts()} }

// heads is a table with headings from the catalogue; those in right hold numbers.
func (o *Options) heads(right []int, ids ...string) *cmdutil.Table {
	t := &cmdutil.Table{Right: map[int]bool{}}
	for _, id := range ids {
		t.Heads = append(t.Heads, o.Factory.Texts().Say(id))
	}
	for _, i := range right {
		t.Right[i] = true
	}
	return t
}

// section prints a titled table, unless it has no rows.
func (o *Options) section(w io.Writer, title string, t *cmdutil.Table) error {
	if len(t.Rows) == 0 {
		return nil
	}
	if _, err := fmt.Fprintf(w, "\n%s\n", o.Factory.IO.OutColours().Bold(o.Factory.Texts().Say(title))); err != nil {
		return err
	}
	return t.Write(w)
}
