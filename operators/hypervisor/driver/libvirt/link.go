//go:build libvirt

package libvirt

import (
	"context"
	"errors"
	"sync"

	binding "libvirt.org/go/libvirt"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

var errClosed = errors.New("the driver is closed")

// link is the connection to a daemon, made when it is needed and made again
// when it is lost.
type link struct {
	uri   string
	dirty *driver.Dirty

	mu     sync.Mutex
	conn   *connection
	dial   *dial
	closed bool
}

// dial is an attempt to connect that is under way.
type dial struct {
	done chan struct{}
	err  error
}

func newLink(uri string, dirty *driver.Dirty) *link { return &link{uri: uri, dirty: dirty} }

// get is the connection with a reference of the caller's own, who gives it back.
func (l *link) get(ctx context.Context) (*connection, error) {
	for {
		c, attempt, err := l.current()
		if c != nil || err != nil {
			return c, err
		}
		select {
		case <-ctx.Done():
			return nil, &driver.Unreachable{URI: l.uri, Err: ctx.Err()}
		case <-attempt.done:
			if attempt.err != nil {
				return nil, &driver.Unreachable{URI: l.uri, Err: attempt.err}
			}
		}
	}
}

// current is the connection, or the attempt to make one: a daemon that hangs is
// tried once at a time.
func (l *link) current() (*connection, *dial, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.closed:
		return nil, nil, errClosed
	case l.conn != nil:
		return l.conn, nil, l.conn.Ref()
	case l.dial == nil:
		l.dial = &dial{done: make(chan struct{})}
		go l.connect(l.dial)
	}
	return nil, l.dial, nil
}

func (l *link) connect(attempt *dial) {
	c, err := connect(l.uri, l.dirty, l.drop)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dial = nil
	attempt.err = err
	close(attempt.done)
	switch {
	case err != nil:
	case l.closed:
		c.hangUp()
	default:
		l.conn = c
		// Whatever happened while nobody listened sent no event.
		l.dirty.MarkAll()
	}
}

// drop gives a lost connection up, and has every machine looked at: the first
// look makes another connection.
func (l *link) drop(lost *connection) {
	l.mu.Lock()
	mine := l.conn == lost
	if mine {
		l.conn = nil
	}
	l.mu.Unlock()
	if mine {
		lost.hangUp()
		l.dirty.MarkAll()
	}
}

func (l *link) close() {
	l.mu.Lock()
	c := l.conn
	l.conn, l.closed = nil, true
	l.mu.Unlock()
	if c != nil {
		c.hangUp()
	}
}

// connection is one connection and what listens on it.
type connection struct {
	*binding.Connect
	events int
}

// giveBack returns a reference. That a lost connection cannot be closed properly
// is no news.
func (c *connection) giveBack() { _, _ = c.Close() }

// hangUp ends the listening, which holds a reference too, and the connection.
func (c *connection) hangUp() {
	_ = c.DomainEventDeregister(c.events)
	_ = c.UnregisterCloseCallback()
	c.giveBack()
}
