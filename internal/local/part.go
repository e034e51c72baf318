package local

import (
	"context"
	"path/filepath"
	"time"

	"github.com/govtech-kz/ikp/internal/local/process"
)

// part is one program of a control plane.
type part struct {
	process.Spec
	// port on which it serves, for people; 0 when it serves nothing.
	port int
	// ready returns nil once the program does its work.
	ready func(context.Context) error
	// grace is how long it may take to end.
	grace time.Duration
}

// defaultGrace is enough for every program that only has to close its connections.
const defaultGrace = 15 * time.Second

// program is a part that runs one of the programs, with a plain environment:
// proxies and locales of whoever types `up` are not its business.
func (c *Cluster) program(name, file string, args ...string) part {
	return part{
		Spec: process.Spec{
			Name: name,
			Path: filepath.Join(c.programs, file),
			Args: args,
			Env:  []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=" + c.layout.dir, c.mark()},
			Log:  c.layout.log(name),
		},
		grace: defaultGrace,
	}
}

// mark is in the environment of every program of this control plane, so that one
// whose record was lost is still found.
func (c *Cluster) mark() string { return "IKP_LOCAL_PART_OF=" + c.layout.dir }

// parts are all programs in the order in which they are started. They are
// stopped in the reverse order: etcd last, or the API server hangs.
func (c *Cluster) parts() []part {
	all := []part{c.etcd(), c.apiServer(), c.controllerManager()}
	all = append(all, c.nodeParts()...)
	all = append(all, c.ikpAPIServer(), c.ikpControllers(), c.ikpOperators())
	return append(all, c.hostParts()...)
}

// hostParts are the programs that every host consists of.
func (c *Cluster) hostParts() []part {
	var all []part
	for _, h := range c.state.Hosts {
		if c.realMachines() {
			all = append(all, c.libvirtd(h))
		}
		all = append(all, c.agent(h))
	}
	return all
}
