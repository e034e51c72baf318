package local

import (
	"context"
	"errors"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
)

const (
	// readyTimeout is how long a part may take, on a machine with other work.
	readyTimeout = 2 * time.Minute
	// readyInterval is the pause between two questions whether it is ready.
	readyInterval = 50 * time.Millisecond
)

// begin makes sure that a part runs as it should, and reports whether it had to
// be started.
func (c *Cluster) begin(ctx context.Context, p part) (bool, error) {
	record, err := c.table.Find(p.Name)
	if err != nil {
		return false, err
	}
	alive, err := record.Alive()
	if err != nil {
		return false, err
	}
	fingerprint, err := p.Fingerprint()
	if err != nil {
		return false, err
	}
	if alive && record.Fingerprint == fingerprint {
		return false, nil
	}
	if alive {
		c.say("%-28s was replaced; restarting", p.Name)
	}
	if err = c.table.Stop(ctx, p.Name, p.grace); err != nil {
		return false, err
	}
	_, err = c.table.Start(p.Spec)
	return true, err
}

var errDied = errors.New("it has ended")

// awaitReady waits until a part does its work. One that ends meanwhile will not.
func (c *Cluster) awaitReady(ctx context.Context, p part) error {
	var last error
	err := wait.PollUntilContextTimeout(ctx, readyInterval, readyTimeout, true, func(ctx context.Context) (bool, error) {
		if last = p.ready(ctx); last == nil {
			return true, nil
		}
		return false, c.stillAlive(p)
	})
	if err == nil {
		return nil
	}
	if errors.Is(err, errDied) {
		last = err
	}
	return fmt.Errorf("waiting for %s: %w; the end of %s:\n%s", p.Name, last, p.Log, tail(p.Log))
}

func (c *Cluster) stillAlive(p part) error {
	record, err := c.table.Find(p.Name)
	if err != nil {
		return err
	}
	alive, err := record.Alive()
	if err == nil && !alive {
		return errDied
	}
	return err
}
