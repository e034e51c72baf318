package local

import (
	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

func newDown(f *cmdutil.Factory) *cobra.Command {
	var p place
	c := &cobra.Command{
		Use:   "down",
		Short: "Stop a control plane with its hosts and machines; what is stored stays",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cluster, err := p.open(f)
			if err != nil {
				return err
			}
			return cluster.Down(c.Context())
		},
	}
	p.addFlags(c)
	return c
}
