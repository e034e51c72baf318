package verb

import (
	"context"
	"time"

	"github.com/spf13/cobra"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// DeleteOptions are what is to be deleted.
type DeleteOptions[T client.Object] struct {
	Factory *cmdutil.Factory
	Kind    Kind[T]
	Place   Place
	// Names as the person wrote them.
	Names  []string
	DryRun bool
	// Wait is how long to wait until the objects are gone; zero: not at all.
	Wait time.Duration
}

// NewDelete is the command that deletes objects of a kind.
func NewDelete[T client.Object](f *cmdutil.Factory, k Kind[T], w Words, runF func(*DeleteOptions[T]) error) *cobra.Command {
	o := &DeleteOptions[T]{Factory: f, Kind: k}
	cmd := &cobra.Command{
		Use: "delete NAME...", Short: w.Short, Long: w.Long, Example: w.Example,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: CompleteArgs(f, k, &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Names = args
			if runF != nil {
				return runF(o)
			}
			return o.Run(cmd.Context())
		},
	}
	o.Place.AddFlags(f, cmd, k.Scope)
	DryRunFlag(cmd.Flags(), &o.DryRun)
	WaitFlag(cmd.Flags(), &o.Wait, "it is gone")
	return cmd
}

// Run deletes what was named, in that order, and stops at the first refusal.
func (o *DeleteOptions[T]) Run(ctx context.Context) error {
	for _, name := range o.Names {
		if err := o.delete(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

func (o *DeleteOptions[T]) delete(ctx context.Context, name string) error {
	obj, err := Get(ctx, o.Factory, o.Kind, &o.Place, name)
	if err != nil {
		return err
	}
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	// The object that was read, not one that took its name since.
	uid := obj.GetUID()
	opts := []client.DeleteOption{client.Preconditions{UID: &uid}}
	if o.DryRun {
		opts = append(opts, client.DryRunAll)
	}
	if err := c.Delete(ctx, obj, opts...); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionDelete, Object: o.Kind.Noun + "/" + name, Err: err}
	}
	if err := say(o.Factory, o.Kind, obj, cmdutil.OutputTable, "deleted", o.DryRun); err != nil {
		return err
	}
	if o.Wait == 0 || o.DryRun {
		return nil
	}
	return o.gone(ctx, c, obj)
}

func (o *DeleteOptions[T]) gone(ctx context.Context, c client.Client, obj T) error {
	uid := obj.GetUID()
	err := wait.PollUntilContextTimeout(ctx, pollInterval, o.Wait, true, func(ctx context.Context) (bool, error) {
		err := c.Get(ctx, client.ObjectKeyFromObject(obj), obj)
		if apierrors.IsNotFound(err) || (err == nil && obj.GetUID() != uid) {
			return true, nil
		}
		return false, err
	})
	return overdue(ctx, o.Factory, o.Kind, obj, o.Wait, "still-there", err)
}
