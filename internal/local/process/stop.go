package process

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
)

// stopInterval is the pause between two looks at a process that is ending.
const stopInterval = 20 * time.Millisecond

// Stop asks a program to end, kills it after grace, and drops its record. A
// program that is not running is only dropped.
func (t Table) Stop(ctx context.Context, name string, grace time.Duration) error {
	r, err := t.Find(name)
	if err != nil || r == nil {
		return err
	}
	if err := r.end(ctx, grace); err != nil {
		return fmt.Errorf("stopping %s (pid %d): %w", name, r.PID, err)
	}
	return t.drop(name)
}

func (r *Record) end(ctx context.Context, grace time.Duration) error {
	if err := r.signal(syscall.SIGTERM); err != nil {
		return err
	}
	if err := r.gone(ctx, grace); !wait.Interrupted(err) {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := r.signal(syscall.SIGKILL); err != nil {
		return err
	}
	return r.gone(ctx, grace)
}

// signal sends a signal to the recorded process and to no other: the handle is
// taken first and keeps the pid from being reused between the look and the signal.
func (r *Record) signal(sig os.Signal) error {
	p, err := os.FindProcess(r.PID)
	if err != nil {
		return err
	}
	defer p.Release() //nolint:errcheck // only frees the handle
	alive, err := r.Alive()
	if err != nil || !alive {
		return err
	}
	if err := p.Signal(sig); !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return nil
}

func (r *Record) gone(ctx context.Context, within time.Duration) error {
	return wait.PollUntilContextTimeout(ctx, stopInterval, within, true, func(context.Context) (bool, error) {
		alive, err := r.Alive()
		return !alive, err
	})
}
