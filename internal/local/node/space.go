package node

import (
	"fmt"
	"runtime"

	"golang.org/x/sys/unix"
)

// space is the node's network and its view of control groups. One thread of
// process 1 lives in it, and so does every program that this thread starts; the
// other threads stay in the machine's network.
type space struct{ work chan func() }

// newSpace takes the thread aside that lives in the node's own.
func newSpace() (*space, error) {
	s := &space{work: make(chan func())}
	entered := make(chan error)
	go func() {
		// The thread is never given back: it ends with the process.
		runtime.LockOSThread()
		err := unix.Unshare(unix.CLONE_NEWNET | unix.CLONE_NEWCGROUP)
		entered <- err
		if err != nil {
			return
		}
		for job := range s.work {
			job()
		}
	}()
	if err := <-entered; err != nil {
		return nil, fmt.Errorf("separating the network: %w", err)
	}
	return s, nil
}

// do runs something in the node.
func (s *space) do(job func() error) error {
	done := make(chan error)
	s.work <- func() { done <- job() }
	return <-done
}
