package v1alpha1

// State is where a system stands on its way to the platform.
// +kubebuilder:validation:Enum=Registered;Audited;Categorised;Prioritised;Preparing;Replicating;Testing;Accepted;CutoverScheduled;CuttingOver;Published;Hypercare;SourceDisabled;Decommissioning;Closed;NotSubject;Deferred;Paused;RolledBack;Failed
type State string

// States of a migration, in their order, and those aside.
const (
	// StateRegistered: the system is known.
	StateRegistered State = "Registered"
	// StateAudited: its data was submitted (measure 1).
	StateAudited State = "Audited"
	// StateCategorised: its merits, faults and risks are known (measure 2).
	StateCategorised State = "Categorised"
	// StatePrioritised: its category is set (measure 3).
	StatePrioritised State = "Prioritised"
	// StatePreparing: it has its place in the priority list (measure 4).
	StatePreparing State = "Preparing"
	// StateReplicating: everything is prepared; its data is being copied (measures 5 to 12).
	StateReplicating State = "Replicating"
	// StateTesting: test migrations run until the agency is satisfied (C-6.1).
	StateTesting State = "Testing"
	// StateAccepted: the agency has accepted it (measure 13).
	StateAccepted State = "Accepted"
	// StateCutoverScheduled: the window of the cut-over is set.
	StateCutoverScheduled State = "CutoverScheduled"
	// StateCuttingOver: the old site is read-only and the last delta is copied.
	StateCuttingOver State = "CuttingOver"
	// StatePublished: its services are published from the platform (measure 14).
	StatePublished State = "Published"
	// StateHypercare: both sides are watched; it can still go back.
	StateHypercare State = "Hypercare"
	// StateSourceDisabled: the old system is switched off (C-6.3).
	StateSourceDisabled State = "SourceDisabled"
	// StateDecommissioning: the old system's equipment or lease is being ended.
	StateDecommissioning State = "Decommissioning"
	// StateClosed: nothing is left to do.
	StateClosed State = "Closed"
	// StateNotSubject: systems of this category stay where they are (C-5).
	StateNotSubject State = "NotSubject"
	// StateDeferred: it waits for a day, a consent or a site (C-3.6).
	StateDeferred State = "Deferred"
	// StatePaused: somebody has stopped it; it goes on from where it was.
	StatePaused State = "Paused"
	// StateRolledBack: it runs on the old site again after a cut-over.
	StateRolledBack State = "RolledBack"
	// StateFailed: somebody must decide how to go on.
	StateFailed State = "Failed"
)
