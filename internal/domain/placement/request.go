package placement

// Request is a machine that looks for a host.
type Request struct {
	// Machine is the machine's UID.
	Machine string
	// Needs is what the machine asks for.
	Needs Resources
	// Segment is the contour of the machine's system (C-2.4).
	Segment string
	// DataCentre limits the choice to one site. Empty: any.
	DataCentre string
	// Group is an anti-affinity group, unique in the cluster: two of its machines
	// never share what Scope says. Empty: none.
	Group string
	// Scope is what the machines of the group do not share; the same for all.
	Scope Scope
	// Holder is the host whose hypervisor already holds the machine: it goes
	// there or nowhere. Empty: none does.
	Holder string
	// Site judges a data centre: empty if the machine may lie there, else the
	// reason why not. It is asked once per site and decision.
	Site func(dataCentre string) Reason
}

// Scope is what two machines of an anti-affinity group never share.
type Scope int

// Scopes of anti-affinity, each wider than the one before.
const (
	// PerHost: no two machines on one host.
	PerHost Scope = iota
	// PerZone: no two machines in one zone of a data centre.
	PerZone
	// PerDataCentre: no two machines in one data centre.
	PerDataCentre
)

// Reason says why a host was refused.
type Reason string

// Reasons of refusal, in the order in which hosts are checked: the first that
// applies is counted.
const (
	// HeldElsewhere: another host's hypervisor already holds the machine.
	HeldElsewhere Reason = "HeldElsewhere"
	// DataCentrePinned: the machine asks for another data centre.
	DataCentrePinned Reason = "DataCentrePinned"
	// DataCentreMissing: the host's data centre is not registered.
	DataCentreMissing Reason = "DataCentreMissing"
	// NotCommissioned: the data centre does not carry load yet (C-3.4).
	NotCommissioned Reason = "NotCommissioned"
	// Residency: the data centre may not hold the system's data (KZ-PD-12).
	Residency Reason = "Residency"
	// Segment: the host or its site serves another contour (C-2.4).
	Segment Reason = "Segment"
	// HostNotReady: the host's agent or hypervisor does not answer.
	HostNotReady Reason = "HostNotReady"
	// Unschedulable: the host takes no new machines.
	Unschedulable Reason = "Unschedulable"
	// InsufficientVCPU: too few vCPUs are free.
	InsufficientVCPU Reason = "InsufficientVCPU"
	// InsufficientMemory: too little memory is free.
	InsufficientMemory Reason = "InsufficientMemory"
	// InsufficientDisk: too little disk space is free.
	InsufficientDisk Reason = "InsufficientDisk"
	// AntiAffinity: a machine of the same group is there, or in the same zone or
	// data centre if that is the group's scope.
	AntiAffinity Reason = "AntiAffinity"
)
