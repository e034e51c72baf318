package node

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// Namespaces are what process 1 of the node gets of its own from the start. The
// network follows: it stays in the machine's to hand things on.
const Namespaces = syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWUTS | syscall.CLONE_NEWIPC

// Init is the whole life of the node. Process 1 only takes the exit codes of
// orphans, which the containers' programs leave; its child does the work. It
// returns nil after SIGTERM; with it everything on the node ends.
func Init(l Layout, log io.Writer) error {
	if os.Getpid() == 1 {
		return reap(log)
	}
	if os.Getppid() != 1 {
		return errors.New("a node must be process 1 of its own namespace: start it by `ikpctl local up`")
	}
	s, err := l.enter()
	if err != nil {
		return fmt.Errorf("entering the node: %w", err)
	}
	if err := l.connect(s); err != nil {
		return fmt.Errorf("connecting the node: %w", err)
	}
	return supervise(context.Background(), s, log, l.programs())
}

// reap starts this program once more, with the same arguments, and takes the exit
// codes of all others until that one has ended or SIGTERM comes.
func reap(log io.Writer) error {
	signals := make(chan os.Signal, 64)
	signal.Notify(signals, syscall.SIGCHLD, syscall.SIGTERM)
	worker := exec.Command("/proc/self/exe", os.Args[1:]...)
	worker.Stdout, worker.Stderr = log, log
	if err := worker.Start(); err != nil {
		return fmt.Errorf("starting the node: %w", err)
	}
	for sig := range signals {
		if sig == syscall.SIGTERM {
			return nil
		}
		for {
			pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
			if pid <= 0 || err != nil {
				break
			}
			if pid == worker.Process.Pid {
				return errors.New("the node has ended")
			}
		}
	}
	return nil
}

// enter makes the namespaces and control groups of this process the node's.
func (l Layout) enter() (*space, error) {
	one, err := unified()
	if err != nil {
		return nil, err
	}
	all, err := hierarchies()
	if err != nil {
		return nil, err
	}
	if err := l.joinGroups(); err != nil {
		return nil, err
	}
	if err := l.separate(); err != nil {
		return nil, err
	}
	s, err := newSpace()
	if err != nil {
		return nil, err
	}
	return s, s.do(func() error { return mountGroups(one, all) })
}

// connect closes the node before it opens it: not a packet passes that no rule
// lets pass.
func (l Layout) connect(s *space) error {
	if err := s.do(setKernel); err != nil {
		return err
	}
	if err := s.do(closeWalls); err != nil {
		return err
	}
	if err := l.plug(s); err != nil {
		return err
	}
	if err := l.beOutside(); err != nil {
		return err
	}
	return l.forwardAPI(s)
}
