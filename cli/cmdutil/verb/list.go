package verb

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/duration"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Words are what a command says about itself.
type Words struct {
	// Short says what it does, in a line.
	Short string
	// Long says more, where there is more to say.
	Long string
	// Example shows lines that work.
	Example string
}

// ListOptions are what a list is asked for.
type ListOptions[T client.Object] struct {
	Factory *cmdutil.Factory
	Kind    Kind[T]
	Place   Place
	Output  cmdutil.Output
}

// NewList is the command that lists the objects of a kind. runF replaces the
// work in tests.
func NewList[T client.Object](f *cmdutil.Factory, k Kind[T], w Words, runF func(*ListOptions[T]) error) *cobra.Command {
	o := &ListOptions[T]{Factory: f, Kind: k}
	cmd := &cobra.Command{
		Use: "list", Aliases: []string{"ls"}, Short: w.Short, Long: w.Long, Example: w.Example,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.Run(cmd.Context())
		},
	}
	o.Place.AddFlags(f, cmd, k.Scope)
	cmdutil.OutputFlag(cmd, &o.Output)
	return cmd
}

// Run lists and prints.
func (o *ListOptions[T]) Run(ctx context.Context) error {
	found, err := o.find(ctx)
	if err != nil {
		return err
	}
	out := o.Factory.IO.Out
	switch o.Output {
	case cmdutil.OutputName:
		return writeNames(out, objects(found)...)
	case cmdutil.OutputJSON, cmdutil.OutputYAML:
		doc, err := list(objects(found))
		if err != nil {
			return err
		}
		return cmdutil.Encode(out, o.Output, doc)
	}
	if len(found) == 0 {
		_, err := fmt.Fprintln(o.Factory.IO.Err, o.Factory.Texts().Say("none-found"))
		return err
	}
	t := o.Kind.table(found, o.Factory.Clock.Now(), o.Factory.IO.OutColours())
	return t.Write(out)
}

func (o *ListOptions[T]) find(ctx context.Context) ([]T, error) {
	c, err := o.Factory.Client()
	if err != nil {
		return nil, err
	}
	namespaces, err := o.Place.Namespaces(ctx, c, o.Kind.Scope)
	if err != nil {
		return nil, err
	}
	var found []T
	for _, ns := range namespaces {
		l := o.Kind.NewList()
		if err := c.List(ctx, l, client.InNamespace(ns)); err != nil {
			return nil, &cmdutil.ActionError{Action: cmdutil.ActionList, Object: o.Kind.Noun, Err: err}
		}
		if err := apimeta.EachListItem(l, func(item runtime.Object) error {
			found = append(found, item.(T))
			return nil
		}); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func objects[T client.Object](found []T) []client.Object {
	out := make([]client.Object, len(found))
	for i, o := range found {
		out[i] = o
	}
	return out
}

// table has a row per object, headed by where it lives and its name.
func (k Kind[T]) table(found []T, now time.Time, paint cmdutil.Colours) *cmdutil.Table {
	t := &cmdutil.Table{Right: map[int]bool{}}
	columns := k.framed(now)
	for i, c := range columns {
		t.Heads = append(t.Heads, c.Head)
		t.Right[i] = c.Right
	}
	for _, o := range found {
		row := make([]cmdutil.Cell, len(columns))
		for i, c := range columns {
			row[i] = cmdutil.Cell{Text: c.Value(o), Paint: paint.Status}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// framed are the columns with place and name before and age after them.
func (k Kind[T]) framed(now time.Time) []Column[T] {
	var columns []Column[T]
	switch k.Scope {
	case OfAgency:
		columns = append(columns, Column[T]{Head: "AGENCY", Value: func(o T) string { return AgencyOf(o.GetNamespace()) }})
	case OfEnvironment:
		columns = append(columns, Column[T]{Head: "NAMESPACE", Value: func(o T) string { return o.GetNamespace() }})
	}
	columns = append(columns, Column[T]{Head: "NAME", Value: func(o T) string { return o.GetName() }})
	columns = append(columns, k.Columns...)
	return append(columns, Column[T]{Head: "AGE", Value: func(o T) string {
		return duration.HumanDuration(now.Sub(o.GetCreationTimestamp().Time))
	}})
}
