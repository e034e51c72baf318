package why

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// Options name the object that is asked about.
type Options struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	// Noun and Name of the object: vm and web-1.
	Noun, Name string
	Output     cmdutil.Output
}

// New is the command that says what an object waits for.
func New(f *cmdutil.Factory) *cobra.Command { return NewWhy(f, nil) }

// NewWhy is New with its work replaced by runF, in tests.
func NewWhy(f *cmdutil.Factory, runF func(*Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use:   "why KIND/NAME",
		Short: "Say what an object waits for, since when, who must act, and which rule",
		Long: `Say what an object waits for, since when, who must act, and which rule is behind
it. Of a system it also says which gate of its move to the platform is shut, who owes
the next step, and why it is not planned earlier. Exits 0 when the object waits for nothing, and 8 while it waits or somebody
must act on one of its conditions.

Kinds: ` + strings.Join(nouns(), ", ") + `,
also by the names that kubectl gives them: virtualmachine, informationsystem.`,
		Example: `  ikpctl why vm/web-1 -a minfin --env prod
  ikpctl why vm/web-1 -n env-minfin-prod --lang kk
  ikpctl why system/minfin/esf
  ikpctl why dc/astana-1 -o json`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: o.complete,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.parse(args[0]); err != nil {
				return err
			}
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.Place.AddFlags(f, cmd, verb.OfEnvironment)
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *Options) parse(object string) error {
	kind, name, ok := strings.Cut(object, "/")
	noun, known := nounOf(kind)
	if !ok || name == "" || !known {
		return cmdutil.UsageError{Err: fmt.Errorf("%q: write KIND/NAME, KIND being one of %s", object, strings.Join(nouns(), ", "))}
	}
	o.Noun, o.Name = noun, name
	return nil
}

func (o *Options) run(ctx context.Context) error {
	s := subjects()[o.Noun]
	f, err := s.look(ctx, o.Factory, &o.Place, o.Name)
	if err != nil {
		return err
	}
	a := o.answer(s.group, f)
	if s.move != nil {
		if a.Move, err = s.move(ctx, o.Factory, &o.Place, o.Name); err != nil {
			return err
		}
	}
	if o.Output != cmdutil.OutputTable {
		err = cmdutil.Encode(o.Factory.IO.Out, o.Output, a)
	} else {
		err = page{o.Factory.Texts(), o.Factory.IO.OutColours(), s.group}.write(o.Factory.IO.Out, a)
	}
	if err == nil && (!a.Ready || a.Move.waits()) {
		return cmdutil.PendingError{Object: a.Object, Told: true}
	}
	return err
}
