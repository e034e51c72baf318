package host

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

// Namespaces are what a host has of its own. The network is the machine's.
const Namespaces = syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWUTS | syscall.CLONE_NEWIPC

const (
	// restartDelay is the pause before libvirtd is started again after it died.
	restartDelay = 500 * time.Millisecond
	// guestGrace is how long guests may take to end when the host is stopped.
	guestGrace = 10 * time.Second
)

// errStopped ends the loop after a stop that was asked for.
var errStopped = errors.New("stopped")

// supervisor is process 1 of a host: it keeps libvirtd running and takes the
// exit codes of orphans, which libvirt waits for. Guests outlive their libvirtd,
// but not process 1: the end of that is a power failure.
type supervisor struct {
	log      io.Writer
	libvirtd int
	restart  <-chan time.Time
	stopping <-chan time.Time
}

// Init is the whole life of process 1 of a host. It returns nil after SIGTERM.
func Init(l Layout, log io.Writer) error {
	if os.Getpid() != 1 {
		return errors.New("a host must be process 1 of its own namespace: start it by `ikpctl local up`")
	}
	if err := l.enter(); err != nil {
		return fmt.Errorf("entering host %q: %w", l.Name, err)
	}
	signals := make(chan os.Signal, 64)
	signal.Notify(signals, syscall.SIGCHLD, syscall.SIGTERM)
	s := &supervisor{log: log}
	if err := s.start(); err != nil {
		return err
	}
	if err := s.loop(signals); !errors.Is(err, errStopped) {
		return err
	}
	return nil
}

func (s *supervisor) loop(signals <-chan os.Signal) error {
	for {
		var err error
		select {
		case sig := <-signals:
			if sig == syscall.SIGTERM {
				s.stop()
			}
			err = s.reap()
		case <-s.restart:
			s.restart = nil
			err = s.start()
		case <-s.stopping:
			// The kernel ends the guests that are left together with process 1.
			return errStopped
		}
		if err != nil {
			return err
		}
	}
}

func (s *supervisor) start() error {
	cmd := exec.Command("libvirtd", "--config", "/etc/libvirt/libvirtd.conf", "--pid-file", "/run/libvirt/libvirtd.pid")
	cmd.Stdout, cmd.Stderr = s.log, s.log
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting libvirtd: %w", err)
	}
	s.libvirtd = cmd.Process.Pid
	return nil
}

// stop ends the guests first, so that libvirtd sees and records how they ended.
func (s *supervisor) stop() {
	s.stopping = time.After(guestGrace)
	for _, pid := range others(s.libvirtd) {
		syscall.Kill(pid, syscall.SIGTERM) //nolint:errcheck // gone is as good
	}
}

// reap takes the exit codes of all that have ended.
func (s *supervisor) reap() error {
	for {
		pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
		if pid <= 0 || err != nil {
			return s.proceed()
		}
		if pid == s.libvirtd {
			s.libvirtd = 0
		}
	}
}

// proceed does what the processes that are left call for.
func (s *supervisor) proceed() error {
	switch {
	case s.stopping == nil && s.libvirtd == 0 && s.restart == nil:
		fmt.Fprintln(s.log, "libvirtd has ended; starting it again") //nolint:errcheck // a log that is full must not end the guests
		s.restart = time.After(restartDelay)
	case s.stopping != nil && s.libvirtd == 0:
		return errStopped
	case s.stopping != nil && len(others(s.libvirtd)) == 0:
		return syscall.Kill(s.libvirtd, syscall.SIGTERM)
	}
	return nil
}
