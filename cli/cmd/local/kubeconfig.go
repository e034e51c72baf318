package local

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

func newKubeconfig(f *cmdutil.Factory) *cobra.Command {
	var p place
	var user string
	var groups []string
	c := &cobra.Command{
		Use:   "kubeconfig --user NAME [--group GROUP]...",
		Short: "Write the kubeconfig of a person, for trying out who may do what",
		Example: `  # a minister's engineer
  ikpctl local kubeconfig --user aigerim --group ikp:agency:minfin:admin > aigerim.kubeconfig`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if user == "" {
				return cmdutil.UsageError{Err: errors.New("--user is required: whom is the kubeconfig for?")}
			}
			cluster, err := p.open(f)
			if err != nil {
				return err
			}
			raw, err := cluster.Kubeconfig(user, groups)
			if err != nil {
				return err
			}
			_, err = f.IO.Out.Write(raw)
			return err
		},
	}
	p.addFlags(c)
	c.Flags().StringVar(&user, "user", "", "Name of the user")
	c.Flags().StringArrayVar(&groups, "group", nil, "Group of the user; can be given several times")
	return c
}
