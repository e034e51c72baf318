package local

import (
	"context"
	"os"

	"github.com/govtech-kz/ikp/internal/local/state"
)

// startNode begins with the node; awaitNode waits for it.
func (c *Cluster) startNode(ctx context.Context) error {
	if !c.hasNode() {
		return c.endNode(ctx)
	}
	if err := c.installNode(ctx); err != nil {
		return err
	}
	if err := c.sweepNode(ctx); err != nil {
		return err
	}
	var err error
	c.nodeSince, err = c.beginAll(ctx, c.nodeParts())
	return err
}

// awaitNode waits until pods run. When they do not and nobody has insisted, the
// platform goes on without.
func (c *Cluster) awaitNode(ctx context.Context) error {
	if !c.hasNode() {
		return nil
	}
	err := c.awaitAll(ctx, c.nodeParts(), c.nodeSince)
	if err == nil || c.state.Node == state.NodeOn || ctx.Err() != nil {
		return err
	}
	c.sayNoNode(err)
	if err := c.endNode(ctx); err != nil {
		return err
	}
	c.state.NodeLink = ""
	return c.state.Save(c.layout.dir)
}

// endNode stops what a node left that is not wanted any more.
func (c *Cluster) endNode(ctx context.Context) error {
	for _, name := range []string{partNode, portScheduler} {
		if err := c.table.Stop(ctx, name, defaultGrace); err != nil {
			return err
		}
	}
	return c.sweepNode(ctx)
}

// sweepNode takes away the control groups of a node that does not run.
func (c *Cluster) sweepNode(ctx context.Context) error {
	record, err := c.table.Find(partNode)
	if err != nil {
		return err
	}
	alive, err := record.Alive()
	if err != nil || alive || os.Geteuid() != 0 {
		return err
	}
	return c.nodeLayout().Clean(ctx)
}
