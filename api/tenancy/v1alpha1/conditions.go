package v1alpha1

// Conditions of Agency, InformationSystem and Environment. All of them but
// NetworkIsolated, which has an operator of its own, are written by the tenant
// operator.
const (
	// ConditionReady sums up the others of the object.
	ConditionReady = "Ready"
	// ConditionPassportComplete says that no field of a system's passport is unknown.
	ConditionPassportComplete = "PassportComplete"
	// ConditionNamespaceReady says that the workload namespace exists with its
	// labels and restricted pod security.
	ConditionNamespaceReady = "NamespaceReady"
	// ConditionAccessGranted says that the roles of the agency's groups are bound.
	ConditionAccessGranted = "AccessGranted"
	// ConditionNetworkIsolated says that a probe has seen foreign traffic refused.
	// It stays Unknown while no probe has run, however good the policy looks.
	ConditionNetworkIsolated = "NetworkIsolated"
	// ConditionQuotaApplied says that the ResourceQuota slice is in force.
	ConditionQuotaApplied = "QuotaApplied"
)

// Reasons of the conditions above.
const (
	// ReasonPending surfaces before the first look at an object.
	ReasonPending = "Pending"
	// ReasonReady surfaces when everything that was asked for is there.
	ReasonReady = "AsRequested"
	// ReasonPassportGaps surfaces when fields of the passport are unknown.
	ReasonPassportGaps = "PassportGaps"
	// ReasonPassportComplete surfaces when every field of the passport is filled.
	ReasonPassportComplete = "PassportComplete"
	// ReasonSystemMissing surfaces when an environment names a system that is not there.
	ReasonSystemMissing = "SystemMissing"
	// ReasonMoratorium surfaces when a new system is planned off the platform while
	// that is refused (KZ-PLT-MOR).
	ReasonMoratorium = "Moratorium"
	// ReasonNamespaceTaken surfaces when a namespace of the wanted name belongs to
	// somebody else; the platform never takes it over.
	ReasonNamespaceTaken = "NamespaceTaken"
	// ReasonNotProbed surfaces while no probe has tried the network policy.
	ReasonNotProbed = "NotProbed"
	// ReasonIsolationProven surfaces when pods have seen foreign traffic refused.
	ReasonIsolationProven = "IsolationProven"
	// ReasonIsolationBroken surfaces when traffic got through where it must not.
	ReasonIsolationBroken = "IsolationBroken"
	// ReasonNoNode surfaces when a probe is due and no node runs its pods.
	ReasonNoNode = "NoNode"
	// ReasonProbeFailed surfaces when a probe ended and proved nothing.
	ReasonProbeFailed = "ProbeFailed"
	// ReasonDeleting surfaces while an object's namespace is being emptied.
	ReasonDeleting = "Deleting"
)
