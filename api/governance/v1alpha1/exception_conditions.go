package v1alpha1

// ConditionActive says whether a ResidencyException counts now. It is written by the
// exception controller, for people: every check asks for itself.
const ConditionActive = "Active"

// Reasons of that condition.
const (
	// ReasonInForce surfaces when an exception counts.
	ReasonInForce = "InForce"
	// ReasonAwaitsApprovers surfaces when fewer have approved it than must.
	ReasonAwaitsApprovers = "AwaitsApprovers"
	// ReasonNotYetValid surfaces before its first moment.
	ReasonNotYetValid = "NotYetValid"
	// ReasonOver surfaces when it has expired.
	ReasonOver = "Over"
)
