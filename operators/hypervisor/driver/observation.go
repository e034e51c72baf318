package driver

import (
	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// Presence is the three-valued truth about a domain.
type Presence string

// What is known about a domain's existence.
const (
	Present Presence = "Present"
	// Absent: the hypervisor answered and holds no such domain.
	Absent Presence = "Absent"
	// Unknown: the hypervisor did not answer, or its answer is ambiguous. Nothing
	// destructive follows from it.
	Unknown Presence = "Unknown"
)

// State is what a present domain does.
type State string

// States of a present domain.
const (
	Running State = "Running"
	Paused  State = "Paused"
	Stopped State = "Stopped"
)

// Cause is why a domain is stopped.
type Cause string

// Why a domain is stopped.
const (
	// NeverStarted: since it was defined, or since the host was started.
	NeverStarted Cause = "NeverStarted"
	// GuestShutdown: the guest went down by itself or when asked.
	GuestShutdown Cause = "GuestShutdown"
	// PoweredOff: somebody stopped it without asking the guest.
	PoweredOff Cause = "PoweredOff"
	// Crashed: it died.
	Crashed Cause = "Crashed"
)

// Observation is what a hypervisor says about one machine.
type Observation struct {
	UID      types.UID
	Presence Presence
	// Err is why presence is Unknown; nil otherwise.
	Err error
	// State is set when present.
	State State
	// Cause is set when stopped.
	Cause Cause
	// RunID tells one run of the domain from the next. Set while it runs.
	RunID string
	// Resources is the vector that the domain was defined with.
	Resources compute.Resources
	// Address is the guest's address with its prefix length, if it has a NIC.
	Address string
	// Cable is set while the machine runs.
	Cable Cable
}

// UnknownBecause is the observation of a machine nobody can tell about.
func UnknownBecause(uid types.UID, err error) Observation {
	return Observation{UID: uid, Presence: Unknown, Err: err}
}

// Up reports whether the domain holds its processors and memory.
func (o Observation) Up() bool {
	return o.Presence == Present && o.State != Stopped
}

// Inventory is everything a hypervisor holds.
type Inventory struct {
	// Machines are the domains that carry our tag. A UID claimed twice appears
	// once, as Unknown.
	Machines []Observation
	// Foreign is how many domains do not carry our tag.
	Foreign int
	// Conflicts are the identities that are claimed more than once.
	Conflicts []*Conflict
}
