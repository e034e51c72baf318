package vm

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/spf13/cobra"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// LogsOptions say which lines of a machine's serial console to show.
type LogsOptions struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	Name    string
	// Follow keeps showing new lines.
	Follow bool
	// Tail is how many of the last lines to show; -1: all that are kept.
	Tail int64
}

// NewLogs is the command that shows what a machine wrote on its serial console.
func NewLogs(f *cmdutil.Factory, runF func(*LogsOptions) error) *cobra.Command {
	o := &LogsOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "logs NAME", Short: "Show what a virtual machine wrote on its serial console",
		Example: `  ikpctl vm logs web-1 -a minfin --env prod --tail 20
  ikpctl vm logs minfin/prod/web-1 -f`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: verb.CompleteArgs(f, Kind(), &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Name = args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.Place.AddFlags(f, cmd, verb.OfEnvironment)
	cmd.Flags().BoolVarP(&o.Follow, "follow", "f", false, "Keep showing new lines")
	cmd.Flags().Int64Var(&o.Tail, "tail", -1, "Number of last lines to show; -1 shows all that are kept")
	return cmd
}

func (o *LogsOptions) run(ctx context.Context) error {
	key, err := o.Place.Key(verb.OfEnvironment, o.Name)
	if err != nil {
		return err
	}
	api, err := o.api()
	if err != nil {
		return err
	}
	stream, err := o.request(api, key).Stream(ctx)
	if err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "vm/" + o.Name, Err: err}
	}
	_, err = io.Copy(o.Factory.IO.Out, stream)
	if err = errors.Join(err, stream.Close()); err != nil && ctx.Err() == nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "vm/" + o.Name, Err: err}
	}
	return nil
}

func (o *LogsOptions) request(api *rest.RESTClient, key client.ObjectKey) *rest.Request {
	r := api.Get().Namespace(key.Namespace).Resource("virtualmachines").Name(key.Name).SubResource("log")
	if o.Follow {
		r = r.Param("follow", "true")
	}
	if o.Tail >= 0 {
		r = r.Param("tailLines", strconv.FormatInt(o.Tail, 10))
	}
	return r
}

func (o *LogsOptions) api() (*rest.RESTClient, error) {
	c, err := o.Factory.Config()
	if err != nil {
		return nil, err
	}
	c = rest.CopyConfig(c)
	c.GroupVersion = &subresources.GroupVersion
	c.APIPath = "/apis"
	c.NegotiatedSerializer = scheme.Codecs.WithoutConversion()
	return rest.RESTClientFor(c)
}
