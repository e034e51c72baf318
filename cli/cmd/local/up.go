package local

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/local"
)

func newUp(f *cmdutil.Factory) *cobra.Command {
	var p place
	var o local.Options
	c := &cobra.Command{
		Use:   "up",
		Short: "Start a control plane, or repair one",
		Long: `Start a control plane and wait until it does its work. Called again it starts
what has died and restarts what was replaced; everything else runs on.`,
		Example: `  # two hosts on which machines really run
  sudo ikpctl local up

  # no root and no libvirt: the hosts only pretend
  ikpctl local up --driver=fixture`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cluster, err := p.open(f)
			if err != nil {
				return err
			}
			o.Name, o.Dir, o.Programs = p.name, p.dir, p.programs
			if err = cluster.Up(c.Context(), o); err != nil {
				return err
			}
			_, err = fmt.Fprintf(f.IO.Out, "export KUBECONFIG=%s\n", cluster.AdminKubeconfig())
			return err
		},
	}
	p.addFlags(c)
	c.Flags().StringVar(&o.Driver, "driver", "", "How hosts run machines: libvirt, or fixture to only pretend (default libvirt)")
	c.Flags().IntVar(&o.Hosts, "hosts", 0, "Number of hosts (default 2)")
	c.Flags().StringVar(&o.DataCentre, "data-centre", "", "Data centre in which the hosts stand; registered if need be (default local-1)")
	c.Flags().StringVar(&o.Segment, "segment", "", "Segment of the hosts: G2G or G2CB (default G2G)")
	c.Flags().StringVar(&o.Node, "node", "", "Run pods on this machine: on, off, or auto for when it can (default auto)")
	return c
}
