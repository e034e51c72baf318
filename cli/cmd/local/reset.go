package local

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

func newReset(f *cmdutil.Factory) *cobra.Command {
	var p place
	var yes bool
	c := &cobra.Command{
		Use:   "reset",
		Short: "Stop a control plane and delete everything it has stored",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cluster, err := p.open(f)
			if err != nil {
				return err
			}
			if !yes {
				return cmdutil.UsageError{Err: fmt.Errorf("this deletes %s with every machine's disks; say so with --yes", p.dir)}
			}
			return cluster.Reset(c.Context())
		},
	}
	p.addFlags(c)
	c.Flags().BoolVar(&yes, "yes", false, "Really delete it")
	return c
}
