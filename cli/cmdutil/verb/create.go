package verb

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Create is what every create command can do with the object it has composed.
type Create[T client.Object] struct {
	Factory *cmdutil.Factory
	Kind    Kind[T]
	Place   Place
	// Name of the new object as the person wrote it.
	Name string
	// Export prints the object instead of creating it.
	Export bool
	// DryRun lets the API server check it without keeping it.
	DryRun bool
	// Wait is how long to wait until the object is ready; zero: not at all.
	Wait time.Duration
	// Done ends the wait; it starts as being ready.
	Done   func(T) bool
	Output cmdutil.Output
}

// NewCreate starts the options of a create command.
func NewCreate[T client.Object](f *cmdutil.Factory, k Kind[T]) Create[T] {
	return Create[T]{Factory: f, Kind: k, Done: Ready(k)}
}

// AddFlags registers the flags that all create commands share.
func (c *Create[T]) AddFlags(cmd *cobra.Command) {
	c.Place.AddFlags(c.Factory, cmd, c.Kind.Scope)
	cmd.Flags().BoolVar(&c.Export, "export", false, "Print the object as YAML instead of creating it")
	DryRunFlag(cmd.Flags(), &c.DryRun)
	cmdutil.OutputFlag(cmd, &c.Output)
	if c.Kind.Conditions != nil {
		WaitFlag(cmd.Flags(), &c.Wait, "it is ready")
	}
}

// Identify gives a new object the name and place that the person wrote.
func (c *Create[T]) Identify(o T) error {
	key, err := c.Place.Key(c.Kind.Scope, c.Name)
	if err != nil {
		return err
	}
	o.SetNamespace(key.Namespace)
	o.SetName(key.Name)
	return nil
}

// Submit creates an object that Identify has named, or exports it.
func (c *Create[T]) Submit(ctx context.Context, o T) error {
	if c.Export {
		return Export(c.Factory.IO.Out, o)
	}
	if err := c.Send(ctx, o); err != nil {
		return err
	}
	return c.Finish(ctx, o)
}

// Send creates an object: the one of the command or one that it needs.
func (c *Create[T]) Send(ctx context.Context, o client.Object) error {
	api, err := c.Factory.Client()
	if err != nil {
		return err
	}
	if err := api.Create(ctx, o, c.options()...); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionCreate, Object: c.Kind.Noun + "/" + c.Name, Err: err}
	}
	return nil
}

func (c *Create[T]) options() []client.CreateOption {
	if c.DryRun {
		return []client.CreateOption{client.DryRunAll}
	}
	return nil
}

// Finish tells that the object was created and waits for it if asked.
func (c *Create[T]) Finish(ctx context.Context, o T) error {
	if err := say(c.Factory, c.Kind, o, c.Output, "created", c.DryRun); err != nil {
		return err
	}
	if c.Wait == 0 || c.DryRun {
		return nil
	}
	return Await(ctx, c.Factory, c.Kind, o, c.Wait, c.Done)
}

// say prints what was done to an object, or the object itself for -o.
func say[T client.Object](f *cmdutil.Factory, k Kind[T], o T, format cmdutil.Output, done string, dry bool) error {
	switch format {
	case cmdutil.OutputName:
		return writeNames(f.IO.Out, o)
	case cmdutil.OutputJSON, cmdutil.OutputYAML:
		return Encode(f.IO.Out, format, o)
	}
	line := f.Texts().Say(done, "object", k.Noun+"/"+o.GetName())
	if dry {
		line += " " + f.Texts().Say("dry-run")
	}
	_, err := fmt.Fprintln(f.IO.Out, line)
	return err
}
