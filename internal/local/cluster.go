package local

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/govtech-kz/ikp/internal/local/pki"
	"github.com/govtech-kz/ikp/internal/local/process"
	"github.com/govtech-kz/ikp/internal/local/state"
)

// Cluster is a control plane on this machine, running or not.
type Cluster struct {
	layout   layout
	programs string
	table    process.Table
	pki      pki.Store
	log      io.Writer
	now      func() time.Time
	// nodeSince is when the programs of the node were started by this command.
	nodeSince map[string]time.Time
	// state is what was set up; nil when the folder holds no control plane.
	state *state.State
}

// Open looks at the control plane of a folder; it changes nothing.
func Open(dir, programs string, env Environment) (*Cluster, error) {
	l := layout{dir: dir}
	s, err := state.Load(dir)
	if err != nil {
		return nil, err
	}
	return &Cluster{
		layout:   l,
		programs: programs,
		table:    process.Table{Dir: l.path("run")},
		pki:      pki.Store{Dir: l.path("pki"), Now: env.Now},
		log:      env.Log,
		now:      env.Now,
		state:    s,
	}, nil
}

// AdminKubeconfig is where the kubeconfig for people lies.
func (c *Cluster) AdminKubeconfig() string { return c.layout.adminConfig() }

// absent says that there is nothing to act on.
func (c *Cluster) absent() error {
	return fmt.Errorf("no control plane in %s: start one with ikpctl local up", c.layout.dir)
}

func (c *Cluster) say(format string, args ...any) { fmt.Fprintf(c.log, format+"\n", args...) } //nolint:errcheck // progress is not worth failing for

func (c *Cluster) makeDirs() error {
	for _, dir := range []string{c.layout.dir, c.layout.path("logs"), c.layout.images(), c.layout.path("hosts", "cache")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("making the folder of the control plane: %w", err)
		}
	}
	return nil
}
