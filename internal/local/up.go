package local

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/govtech-kz/ikp/internal/local/durable"
)

// Up starts what does not run, restarts what was replaced, and returns when
// everything does its work. Called again it repairs what has died.
func (c *Cluster) Up(ctx context.Context, o Options) error {
	began := c.now()
	lock, err := c.lock()
	if err != nil {
		return err
	}
	defer lock.Close() //nolint:errcheck // the lock ends with the process anyway
	if err := c.adopt(ctx, o); err != nil {
		return err
	}
	if err := c.prepare(); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{
		c.startKubernetes, c.startNode, c.installPlatform, c.startPlatform, c.connectPlatform, c.register, c.startAgents, c.awaitNode,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	c.say("control plane %q is up after %.1f s", c.state.Name, c.now().Sub(began).Seconds())
	return nil
}

// prepare does everything for which nothing has to run.
func (c *Cluster) prepare() error {
	if err := c.checkMachine(); err != nil {
		return err
	}
	if err := c.makeDirs(); err != nil {
		return err
	}
	if err := c.issueAll(); err != nil {
		return err
	}
	if err := durable.WriteFile(c.layout.path("audit-policy.yaml"), auditPolicy, 0o600); err != nil {
		return err
	}
	if err := c.prepareNode(); err != nil {
		return err
	}
	for _, h := range c.state.Hosts {
		if err := os.MkdirAll(c.layout.agentState(h), 0o700); err != nil {
			return fmt.Errorf("preparing host %q: %w", h, err)
		}
		if !c.realMachines() {
			continue
		}
		if err := c.layout.host(h).Prepare(c.state.HostUUIDs[h]); err != nil {
			return err
		}
	}
	return nil
}

// checkMachine finds out before the start what would fail halfway.
func (c *Cluster) checkMachine() error {
	for _, p := range c.parts() {
		if _, err := os.Stat(p.Path); err != nil {
			return fmt.Errorf("%s is not in %s: run make build there, or name the folder by --programs", filepath.Base(p.Path), c.programs)
		}
	}
	if !c.realMachines() {
		c.say("WARNING: driver fixture: no machine will really run, the hosts only pretend")
		return nil
	}
	return checkVirtualisation()
}

func (c *Cluster) startKubernetes(ctx context.Context) error {
	for _, p := range []part{c.etcd(), c.apiServer(), c.controllerManager()} {
		if err := c.ensure(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

func (c *Cluster) startPlatform(ctx context.Context) error {
	parts := []part{c.ikpAPIServer(), c.ikpControllers(), c.ikpOperators()}
	for _, h := range c.state.Hosts {
		if c.realMachines() {
			parts = append(parts, c.libvirtd(h))
		}
	}
	return c.ensure(ctx, parts...)
}

func (c *Cluster) startAgents(ctx context.Context) error {
	var parts []part
	for _, h := range c.state.Hosts {
		parts = append(parts, c.agent(h))
	}
	return c.ensure(ctx, parts...)
}

// ensure starts what does not run and waits until all of it is ready.
func (c *Cluster) ensure(ctx context.Context, parts ...part) error {
	since, err := c.beginAll(ctx, parts)
	if err != nil {
		return err
	}
	return c.awaitAll(ctx, parts, since)
}

// beginAll starts what does not run, and tells since when.
func (c *Cluster) beginAll(ctx context.Context, parts []part) (map[string]time.Time, error) {
	since := map[string]time.Time{}
	for _, p := range parts {
		fresh, err := c.begin(ctx, p)
		if err != nil {
			return nil, err
		}
		if fresh {
			since[p.Name] = c.now()
		}
	}
	return since, nil
}

// awaitAll waits until all parts are ready.
func (c *Cluster) awaitAll(ctx context.Context, parts []part, since map[string]time.Time) error {
	for _, p := range parts {
		if err := c.awaitOrRevive(ctx, p, since); err != nil {
			return err
		}
		if began, fresh := since[p.Name]; fresh {
			c.say("%-28s ready after %.1f s", p.Name, c.now().Sub(began).Seconds())
		}
	}
	return nil
}

// awaitOrRevive waits until a part is ready. One that was found running and ended
// since, killed just before it was looked at, is started anew.
func (c *Cluster) awaitOrRevive(ctx context.Context, p part, since map[string]time.Time) error {
	err := c.awaitReady(ctx, p)
	if _, fresh := since[p.Name]; fresh || !errors.Is(err, errDied) {
		return err
	}
	begun, err := c.beginAll(ctx, []part{p})
	if err != nil {
		return err
	}
	maps.Copy(since, begun)
	return c.awaitReady(ctx, p)
}

// stopOrder is the reverse of the order of starting.
func (c *Cluster) stopOrder() []part {
	parts := c.parts()
	slices.Reverse(parts)
	return parts
}
