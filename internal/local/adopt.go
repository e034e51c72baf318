package local

import (
	"cmp"
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/util/uuid"

	"github.com/govtech-kz/ikp/internal/local/host"
	"github.com/govtech-kz/ikp/internal/local/state"
)

// Defaults of a new control plane.
const (
	defaultHosts      = 2
	defaultDataCentre = "local-1"
	defaultSegment    = "G2G"
)

// withDefaults fills what was left open.
func (o Options) withDefaults() Options {
	o.Driver = cmp.Or(o.Driver, state.DriverLibvirt)
	o.Hosts = cmp.Or(o.Hosts, defaultHosts)
	o.DataCentre = cmp.Or(o.DataCentre, defaultDataCentre)
	o.Segment = cmp.Or(o.Segment, defaultSegment)
	return o
}

// adopt takes the options for a new control plane, or checks that they ask for
// nothing that the existing one is not.
func (c *Cluster) adopt(ctx context.Context, o Options) error {
	if c.state == nil {
		o = o.withDefaults()
		if err := o.Validate(); err != nil {
			return err
		}
		c.state = &state.State{
			Name: o.Name, Driver: o.Driver, Hosts: o.hostNames(), HostUUIDs: map[string]string{},
			DataCentre: o.DataCentre, Segment: o.Segment,
		}
		if err := c.tryKVM(ctx); err != nil {
			return err
		}
	}
	if o.Driver != "" && o.Driver != c.state.Driver {
		return c.settled("driver", c.state.Driver)
	}
	if o.Hosts != 0 && o.Hosts != len(c.state.Hosts) {
		return c.settled("hosts", fmt.Sprint(len(c.state.Hosts)))
	}
	if err := c.chooseNode(o.Node); err != nil {
		return err
	}
	for _, h := range c.state.Hosts {
		if c.state.HostUUIDs[h] == "" {
			c.state.HostUUIDs[h] = string(uuid.NewUUID())
		}
	}
	if err := c.state.ChoosePorts(c.layout.dir, portNames(c.state.Hosts)...); err != nil {
		return err
	}
	return c.state.Save(c.layout.dir)
}

// tryKVM finds out whether guests run on the processor or have to be emulated.
func (c *Cluster) tryKVM(ctx context.Context) error {
	if !c.realMachines() {
		return nil
	}
	if err := checkVirtualisation(); err != nil {
		return err
	}
	works, err := host.KVMWorks(ctx)
	if err != nil {
		return err
	}
	if !works {
		c.say("KVM does not work on this machine: guests are emulated and boot in seconds")
	}
	c.state.KVM = works
	return nil
}

func (c *Cluster) settled(flag, value string) error {
	return fmt.Errorf("the control plane in %s was set up with --%s=%s; leave the flag out, choose another --name, or start anew after ikpctl local reset",
		c.layout.dir, flag, value)
}
