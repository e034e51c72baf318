package verb

import (
	"context"

	"github.com/spf13/cobra"
)

// Command is the create command of a noun; run composes and submits the object.
func (c *Create[T]) Command(w Words, run func(context.Context) error) *cobra.Command {
	cmd := &cobra.Command{
		Use: "create NAME", Short: w.Short, Long: w.Long, Example: w.Example,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.Name = args[0]
			return run(cmd.Context())
		},
	}
	c.AddFlags(cmd)
	return cmd
}
