package driver

import (
	"context"

	"k8s.io/apimachinery/pkg/types"
)

// Driver is one hypervisor host.
type Driver interface {
	Host
	Observer
	Lifecycle
	Guest
	// Changes collects the machines about which the hypervisor said something.
	Changes() *Dirty
	// Close lets go of the hypervisor. Machines run on.
	Close() error
}

// Host tells what the hypervisor is.
type Host interface {
	// Describe returns what the hypervisor has, promised or not.
	Describe(ctx context.Context) (HostInfo, error)
}

// Observer tells what the hypervisor holds. It changes nothing.
type Observer interface {
	// Observe never fails: what cannot be told is Unknown, with the cause.
	Observe(ctx context.Context, uid types.UID) Observation
	// List is every domain that carries our tag, and a count of the others.
	List(ctx context.Context) (Inventory, error)
	// Holdings is everything that the host's storage and its domains really hold.
	Holdings(ctx context.Context) ([]Holding, error)
}

// Lifecycle changes machines. Each method is safe to repeat after a crash at any
// line, returns nil when its end state holds, acts only on domains that carry our
// tag, and asks Permitted before each step. Errors are transient unless they are
// *Rejected or *InProgress.
type Lifecycle interface {
	// Provision makes the missing disks, the seed and the domain. Disks that exist
	// keep their content and grow if asked. A running domain is left as it is.
	Provision(ctx context.Context, m Machine) error
	// Start runs a provisioned machine. ErrNotFound if there is no domain.
	Start(ctx context.Context, uid types.UID) error
	// Shutdown asks the guest to stop. It returns before the guest has.
	Shutdown(ctx context.Context, uid types.UID) error
	// PowerOff stops the machine without asking its guest.
	PowerOff(ctx context.Context, uid types.UID) error
	// Plug pulls the cable of a running machine's network interface, or plugs it
	// in again. Nil for a machine that has none, or does not run.
	Plug(ctx context.Context, uid types.UID, in bool) error
	// Remove takes away the domain and then its disks. It returns nil once neither
	// is left.
	Remove(ctx context.Context, uid types.UID) error
}

// Guest reaches into a running machine.
type Guest interface {
	// Ping asks the guest agent for a sign of life.
	Ping(ctx context.Context, uid types.UID) error
	// OpenLog opens what the guest wrote on its first serial port. ErrNotFound
	// while the machine has never run.
	OpenLog(ctx context.Context, uid types.UID) (Log, error)
	// TrimLog frees the oldest part of a long log, whose offsets stay as they are.
	TrimLog(ctx context.Context, uid types.UID) error
}
