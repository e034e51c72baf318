package local

import (
	"context"
	"fmt"
	"os"

	"github.com/govtech-kz/ikp/internal/local/process"
)

// Down stops everything, guests included, and leaves nothing running. What was
// stored stays for the next `up`.
func (c *Cluster) Down(ctx context.Context) error {
	if c.state == nil {
		c.say("no control plane in %s: nothing to stop", c.layout.dir)
		return nil
	}
	lock, err := c.lock()
	if err != nil {
		return err
	}
	defer lock.Close() //nolint:errcheck // the lock ends with the process anyway
	return c.stopAll(ctx)
}

func (c *Cluster) stopAll(ctx context.Context) error {
	for _, p := range c.stopOrder() {
		record, err := c.table.Find(p.Name)
		if err != nil {
			return err
		}
		if record == nil {
			continue
		}
		if err := c.table.Stop(ctx, p.Name, p.grace); err != nil {
			return err
		}
		c.say("%-28s stopped", p.Name)
	}
	if err := process.Sweep(ctx, c.mark(), defaultGrace); err != nil {
		return fmt.Errorf("stopping what has no record: %w", err)
	}
	return c.sweepNode(ctx)
}

// Reset stops everything and deletes the folder with all that was stored.
func (c *Cluster) Reset(ctx context.Context) error {
	if c.state == nil {
		c.say("no control plane in %s: nothing to delete", c.layout.dir)
		return nil
	}
	lock, err := c.lock()
	if err != nil {
		return err
	}
	defer lock.Close() //nolint:errcheck // the lock ends with the process anyway
	if err := c.stopAll(ctx); err != nil {
		return err
	}
	if err := os.RemoveAll(c.layout.dir); err != nil {
		return fmt.Errorf("deleting the control plane: %w", err)
	}
	c.say("%s deleted", c.layout.dir)
	return nil
}
