package verb

import (
	"context"
	"time"

	"github.com/spf13/cobra"
	"k8s.io/client-go/util/retry"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Change is what every command can do that changes one object.
type Change[T client.Object] struct {
	Factory *cmdutil.Factory
	Kind    Kind[T]
	Place   Place
	// Name of the object as the person wrote it.
	Name   string
	DryRun bool
	Wait   time.Duration
	Output cmdutil.Output
}

// NewChange starts the options of a command that changes an object.
func NewChange[T client.Object](f *cmdutil.Factory, k Kind[T]) Change[T] {
	return Change[T]{Factory: f, Kind: k}
}

// Command is a command that changes the object it is given by name.
func (c *Change[T]) Command(use string, w Words, run func(context.Context) error) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: w.Short, Long: w.Long, Example: w.Example,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: CompleteArgs(c.Factory, c.Kind, &c.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.Name = args[0]
			return run(cmd.Context())
		},
	}
	c.Place.AddFlags(c.Factory, cmd, c.Kind.Scope)
	DryRunFlag(cmd.Flags(), &c.DryRun)
	cmdutil.OutputFlag(cmd, &c.Output)
	return cmd
}

// Apply changes the object and waits until it is done, if that was asked. When
// somebody else changed it in between, the change is made again on what is there.
func (c *Change[T]) Apply(ctx context.Context, change func(T) error, done func(T) bool) error {
	var o T
	err := retry.RetryOnConflict(retry.DefaultBackoff, func() error {
		var err error
		if o, err = Get(ctx, c.Factory, c.Kind, &c.Place, c.Name); err != nil {
			return err
		}
		return c.patch(ctx, o, change)
	})
	if err != nil {
		return err
	}
	if err := say(c.Factory, c.Kind, o, c.Output, "changed", c.DryRun); err != nil {
		return err
	}
	if c.Wait == 0 || c.DryRun {
		return nil
	}
	return Await(ctx, c.Factory, c.Kind, o, c.Wait, done)
}

func (c *Change[T]) patch(ctx context.Context, o T, change func(T) error) error {
	before := o.DeepCopyObject().(client.Object)
	if err := change(o); err != nil {
		return err
	}
	api, err := c.Factory.Client()
	if err != nil {
		return err
	}
	var opts []client.PatchOption
	if c.DryRun {
		opts = append(opts, client.DryRunAll)
	}
	patch := client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{})
	if err := api.Patch(ctx, o, patch, opts...); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionChange, Object: c.Kind.Noun + "/" + c.Name, Err: err}
	}
	return nil
}
