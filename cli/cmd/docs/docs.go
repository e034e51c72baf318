// Package docs writes the reference of the command line.
package docs

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Options say where the reference goes.
type Options struct {
	// Root of the commands to describe.
	Root *cobra.Command
	// Dir is the folder that gets one Markdown page per command.
	Dir string
}

// New is the hidden command that writes the reference.
func New(f *cmdutil.Factory) *cobra.Command { return NewDocs(f, nil) }

// NewDocs is New with its work replaced by runF, in tests.
func NewDocs(_ *cmdutil.Factory, runF func(*Options) error) *cobra.Command {
	o := &Options{}
	return &cobra.Command{
		Use: "docs DIR", Short: "Write the reference of all commands as Markdown", Hidden: true,
		Example: `  ikpctl docs docs/reference/cli`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Root, o.Dir = cmd.Root(), args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run()
		},
	}
}

// run writes pages that depend on the commands alone: no date, no home folder.
func (o *Options) run() error {
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return fmt.Errorf("making the folder of the reference: %w", err)
	}
	o.Root.DisableAutoGenTag = true
	if err := doc.GenMarkdownTree(o.Root, o.Dir); err != nil {
		return fmt.Errorf("writing the reference to %q: %w", o.Dir, err)
	}
	return nil
}
