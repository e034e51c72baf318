// Package local is ikpctl local: a whole control plane on one machine.
package local

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/local"
)

// New is ikpctl local.
func New(f *cmdutil.Factory) *cobra.Command {
	c := cmdutil.Group("local", "Run a whole control plane on this machine",
		newUp(f), newDown(f), newStatus(f), newReset(f), newKubeconfig(f), newHostInit(), newNodeInit(), newNodeWalls())
	c.Long = `Run a whole control plane on this machine: etcd, Kubernetes, the platform's own
parts and hypervisor hosts, all kept in one folder.

With --driver=libvirt, the default, every host is a libvirtd of its own and
machines really run; this needs root, and leaves the machine's own libvirt alone.
With --driver=fixture the hosts only pretend.

As root the machine also becomes a node on which pods run, where containerd is
installed; --node says otherwise.`
	return c
}

// place says which control plane a command is about.
type place struct{ name, dir, programs string }

func (p *place) addFlags(c *cobra.Command) {
	c.Flags().StringVar(&p.name, "name", "local", "Name of the control plane; several can run side by side")
	c.Flags().StringVar(&p.dir, "dir", "", "Folder that holds everything of it (default: /var/lib/ikp/NAME for root, $XDG_STATE_HOME/ikp/NAME otherwise)")
	c.Flags().StringVar(&p.programs, "programs", "", "Folder with ikp-kube and the platform's programs (default: the folder of ikpctl)")
}

// open looks at the control plane that the flags name, with their defaults.
func (p *place) open(f *cmdutil.Factory) (*local.Cluster, error) {
	if p.dir == "" {
		p.dir = local.DefaultDir(p.name, os.Geteuid() == 0, f.Env)
	}
	// Programs are started with paths into it, wherever their own folder is.
	var err error
	if p.dir, err = filepath.Abs(p.dir); err != nil {
		return nil, fmt.Errorf("finding the folder of the control plane: %w", err)
	}
	if p.programs == "" {
		if p.programs, err = local.DefaultPrograms(); err != nil {
			return nil, err
		}
	}
	return local.Open(p.dir, p.programs, local.Environment{Log: f.IO.Err, Now: f.Clock.Now})
}
