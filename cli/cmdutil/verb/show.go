package verb

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// ShowOptions are what is asked about one object.
type ShowOptions[T client.Object] struct {
	Factory *cmdutil.Factory
	Kind    Kind[T]
	Place   Place
	Name    string
	Output  cmdutil.Output
}

// NewShow is the command that shows one object of a kind.
func NewShow[T client.Object](f *cmdutil.Factory, k Kind[T], w Words, runF func(*ShowOptions[T]) error) *cobra.Command {
	o := &ShowOptions[T]{Factory: f, Kind: k}
	cmd := &cobra.Command{
		Use: "show NAME", Short: w.Short, Long: w.Long, Example: w.Example,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: CompleteArgs(f, k, &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Name = args[0]
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

// Run reads the object and prints it.
func (o *ShowOptions[T]) Run(ctx context.Context) error {
	obj, err := Get(ctx, o.Factory, o.Kind, &o.Place, o.Name)
	if err != nil {
		return err
	}
	switch o.Output {
	case cmdutil.OutputName:
		return writeNames(o.Factory.IO.Out, obj)
	case cmdutil.OutputJSON, cmdutil.OutputYAML:
		return Encode(o.Factory.IO.Out, o.Output, obj)
	}
	return o.describe(obj)
}

// Get reads one object of a kind by the name that a person wrote.
func Get[T client.Object](ctx context.Context, f *cmdutil.Factory, k Kind[T], p *Place, name string) (T, error) {
	obj := k.New()
	key, err := p.Key(k.Scope, name)
	if err != nil {
		return obj, err
	}
	c, err := f.Client()
	if err != nil {
		return obj, err
	}
	if err := c.Get(ctx, key, obj); err != nil {
		return obj, &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: k.Noun + "/" + name, Err: err}
	}
	return obj, nil
}

// describe prints one fact per line, then the conditions.
func (o *ShowOptions[T]) describe(obj T) error {
	facts := &cmdutil.Table{Heads: []string{"", ""}, Bare: true}
	for _, c := range append(o.Kind.framed(o.Factory.Clock.Now()), o.Kind.Details...) {
		if v := c.Value(obj); v != "" {
			facts.Add(c.Head, v)
		}
	}
	sections := []*cmdutil.Table{facts}
	if o.Kind.Sections != nil {
		sections = append(sections, o.Kind.Sections(obj)...)
	}
	if o.Kind.Conditions != nil {
		sections = append(sections, Conditions(o.Kind.Conditions(obj), o.Factory.IO.OutColours()))
	}
	return Sections(o.Factory.IO.Out, sections...)
}

// Sections prints tables with a blank line between them.
func Sections(w io.Writer, tables ...*cmdutil.Table) error {
	for i, t := range tables {
		if i > 0 {
			if _, err := fmt.Fprintln(w); err != nil {
				return err
			}
		}
		if err := t.Write(w); err != nil {
			return err
		}
	}
	return nil
}

// Conditions is a table of conditions, with what each says.
func Conditions(all []metav1.Condition, paint cmdutil.Colours) *cmdutil.Table {
	t := &cmdutil.Table{Heads: []string{"CONDITION", "STATUS", "REASON", "MESSAGE"}}
	for _, c := range all {
		t.Rows = append(t.Rows, []cmdutil.Cell{
			{Text: c.Type}, {Text: string(c.Status), Paint: paint.Status}, {Text: c.Reason}, {Text: c.Message},
		})
	}
	return t
}
