//go:build libvirt

package libvirt

import (
	"context"
	"errors"
	"time"

	binding "libvirt.org/go/libvirt"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// callTimeout bounds every call, whatever its caller allows.
const callTimeout = 60 * time.Second

// call runs f on the connection until ctx ends, one at a time: libvirt's client
// before 10.4 may crash where calls of several threads wait on one connection
// (CVE-2024-4418). A call that hangs keeps its goroutine and the connection until the
// keep-alive ends it; its caller goes on.
func call[T any](ctx context.Context, l *link, f func(*binding.Connect) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	var none T
	c, err := l.get(ctx)
	if err != nil {
		return none, err
	}
	if !c.turn(ctx) {
		return none, &driver.Unreachable{URI: l.uri, Err: ctx.Err()}
	}
	type answer struct {
		value T
		err   error
	}
	done := make(chan answer, 1)
	go func() {
		defer c.giveBack()
		v, err := f(c.Connect)
		if lost(c.Connect, err) {
			l.drop(c)
			err = &driver.Unreachable{URI: l.uri, Err: err}
		}
		done <- answer{v, err}
	}()
	select {
	case <-ctx.Done():
		return none, &driver.Unreachable{URI: l.uri, Err: ctx.Err()}
	case a := <-done:
		return a.value, a.err
	}
}

// do is call for what answers with an error alone.
func do(ctx context.Context, l *link, f func(*binding.Connect) error) error {
	_, err := call(ctx, l, func(c *binding.Connect) (struct{}, error) { return struct{}{}, f(c) })
	return err
}

// lost reports whether err means that the connection is no more. Internal errors
// are many things: then the connection is asked.
func lost(c *binding.Connect, err error) bool {
	var e binding.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code {
	case binding.ERR_INVALID_CONN, binding.ERR_RPC, binding.ERR_NO_CONNECT:
		return true
	}
	alive, err := c.IsAlive()
	return err != nil || !alive
}

// is reports whether err is libvirt's and of one of these kinds.
func is(err error, codes ...binding.ErrorNumber) bool {
	var e binding.Error
	if !errors.As(err, &e) {
		return false
	}
	for _, code := range codes {
		if e.Code == code {
			return true
		}
	}
	return false
}
