//go:build libvirt

package libvirt

import (
	"fmt"
	"sync"

	"k8s.io/apimachinery/pkg/types"
	binding "libvirt.org/go/libvirt"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// A daemon that does not answer keepAliveCount times in a row, keepAliveSeconds
// apart, is given up: its calls return then instead of hanging.
const (
	keepAliveSeconds = 2
	keepAliveCount   = 3
)

// startEvents runs libvirt's event loop: once in the process, and before the
// first connection, which could not be watched otherwise.
var startEvents = sync.OnceValue(func() error {
	if err := binding.EventRegisterDefaultImpl(); err != nil {
		return fmt.Errorf("starting libvirt's event loop: %w", err)
	}
	go func() {
		for {
			if err := binding.EventRunDefaultImpl(); err != nil {
				// Without its loop nothing is noticed and no connection is kept alive.
				panic(fmt.Sprintf("libvirt's event loop ended: %v", err))
			}
		}
	}()
	return nil
})

// connect connects and listens. lost is called when the daemon hangs up.
func connect(uri string, dirty *driver.Dirty, lost func(*connection)) (*connection, error) {
	conn, err := binding.NewConnect(uri)
	if err != nil {
		return nil, err
	}
	c := &connection{Connect: conn, busy: make(chan struct{}, 1)}
	if err := c.listen(dirty, lost); err != nil {
		_, _ = conn.Close()
		return nil, err
	}
	return c, nil
}

// listen marks the machines that the connection speaks of. A callback must
// neither block nor call back: the UUID is known without asking.
func (c *connection) listen(dirty *driver.Dirty, lost func(*connection)) error {
	// A daemon in this very process has nothing to keep alive.
	if err := c.SetKeepAlive(keepAliveSeconds, keepAliveCount); err != nil && !is(err, binding.ERR_NO_SUPPORT) {
		return err
	}
	if err := c.RegisterCloseCallback(func(*binding.Connect, binding.ConnectCloseReason) { go lost(c) }); err != nil {
		return err
	}
	var err error
	c.events, err = c.DomainEventLifecycleRegister(nil, func(_ *binding.Connect, dom *binding.Domain, _ *binding.DomainEventLifecycle) {
		if uuid, err := dom.GetUUIDString(); err == nil {
			dirty.Mark(types.UID(uuid))
		}
	})
	return err
}
