package node

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// restartDelay is the pause before a program is started again after it ended.
const restartDelay = time.Second

// supervise keeps the programs running until ctx ends. The kernel ends them, and
// all that they started, together with process 1.
func supervise(ctx context.Context, s *space, log io.Writer, programs []program) error {
	for _, p := range programs {
		go keep(ctx, s, log, p)
	}
	<-ctx.Done()
	return nil
}

// keep runs a program again and again.
func keep(ctx context.Context, s *space, log io.Writer, p program) {
	for ctx.Err() == nil {
		fmt.Fprintf(log, "%s: %v; starting it again\n", p.name, once(s, log, p)) //nolint:errcheck // a log that is full must not end the node
		select {
		case <-ctx.Done():
		case <-time.After(restartDelay):
		}
	}
}

func once(s *space, log io.Writer, p program) error {
	if p.before != nil {
		if err := p.before(); err != nil {
			return err
		}
	}
	cmd := exec.Command(p.path, p.args...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Env = append(os.Environ(), "TMPDIR=/run")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := s.do(cmd.Start); err != nil {
		return err
	}
	return cmd.Wait()
}
