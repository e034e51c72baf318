//go:build libvirt

package libvirt

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	binding "libvirt.org/go/libvirt"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

var (
	errClosed = errors.New("the driver is closed")
	errSilent = fmt.Errorf("it has not answered for %s", dialPatience)
)

const (
	// dialPatience is how long a daemon may take to answer a new connection.
	dialPatience = 30 * time.Second
	// mostStuck bounds the attempts to connect that are waited for no longer:
	// nothing can end them before the daemon or its machine does.
	mostStuck = 3
)

// link is the connection to a daemon, made when it is needed and made again
// when it is lost.
type link struct {
	uri   string
	dirty *driver.Dirty

	mu     sync.Mutex
	conn   *connection
	dial   *dial
	stuck  int
	closed bool
}

// dial is an attempt to connect that is under way.
type dial struct {
	done chan struct{}
	err  error
}

func newLink(uri string, dirty *driver.Dirty) *link { return &link{uri: uri, dirty: dirty} }

// get is the connection, counted as in use until the caller gives it back.
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
		l.conn.take()
		return l.conn, nil, nil
	case l.stuck == mostStuck:
		return nil, nil, &driver.Unreachable{URI: l.uri, Err: errSilent}
	case l.dial == nil:
		l.dial = &dial{done: make(chan struct{})}
		go l.connect(l.dial)
	}
	return nil, l.dial, nil
}

// connect makes a connection. One that comes when nobody waits for it any more is
// still good.
func (l *link) connect(attempt *dial) {
	timer := time.AfterFunc(dialPatience, func() { l.giveUp(attempt) })
	c, err := connect(l.uri, l.dirty, l.drop)
	late := !timer.Stop()
	l.mu.Lock()
	defer l.mu.Unlock()
	if late {
		l.stuck--
	} else {
		l.end(attempt, err)
	}
	switch {
	case err != nil:
	case l.closed, l.conn != nil:
		c.hangUp()
	default:
		l.conn = c
		connections.WithLabelValues(l.uri).Inc()
		// Whatever happened while nobody listened sent no event.
		l.dirty.MarkAll()
	}
}

// giveUp lets go those who wait for an attempt that takes too long.
func (l *link) giveUp(attempt *dial) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stuck++
	l.end(attempt, errSilent)
}

func (l *link) end(attempt *dial, err error) {
	l.dial = nil
	attempt.err = err
	close(attempt.done)
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

// connection is one connection and what listens on it. It is taken down when it is
// given up and nobody uses it any more: libvirt's client does not bear the end of a
// connection under calls that wait for a daemon which is lost.
type connection struct {
	*binding.Connect
	events int

	// busy is full while a call runs.
	busy chan struct{}

	mu    sync.Mutex
	users int
	over  bool
}

func (c *connection) take() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.users++
}

// turn waits until no other call runs. If ctx ends before, the connection is given
// back.
func (c *connection) turn(ctx context.Context) bool {
	select {
	case c.busy <- struct{}{}:
		return true
	case <-ctx.Done():
		c.leave()
		return false
	}
}

// giveBack ends a call.
func (c *connection) giveBack() {
	<-c.busy
	c.leave()
}

// leave ends one use.
func (c *connection) leave() {
	c.mu.Lock()
	c.users--
	last := c.over && c.users == 0
	c.mu.Unlock()
	if last {
		c.takeDown()
	}
}

// hangUp gives the connection up.
func (c *connection) hangUp() {
	c.mu.Lock()
	idle := !c.over && c.users == 0
	c.over = true
	c.mu.Unlock()
	if idle {
		c.takeDown()
	}
}

// takeDown ends the listening, which holds references too, and the connection. That
// a lost one cannot be closed properly is no news.
func (c *connection) takeDown() {
	_ = c.DomainEventDeregister(c.events)
	_ = c.UnregisterCloseCallback()
	_, _ = c.Close()
}
