package v1alpha1

// ConditionReady says of a Quota, Budget or Tariff that the ledger has taken it
// over, and of a Statement that its lines agree with the ledger. It is written
// by ikp-controllers.
const ConditionReady = "Ready"

// Reasons of Ready.
const (
	// ReasonPending surfaces before the first look at an object.
	ReasonPending = "Pending"
	// ReasonRecorded surfaces when the ledger holds what the object says.
	ReasonRecorded = "Recorded"
	// ReasonDraft surfaces on a tariff that is not published.
	ReasonDraft = "Draft"
	// ReasonLedgerUnavailable surfaces when the ledger did not answer.
	ReasonLedgerUnavailable = "LedgerUnavailable"
	// ReasonNotRecorded surfaces when the ledger answered, but did not take over
	// what the object says, or could not tell what became of it.
	ReasonNotRecorded = "NotRecorded"
	// ReasonDuplicate surfaces when another object of the agency is for the same
	// system, environment or year; the older one holds.
	ReasonDuplicate = "Duplicate"
	// ReasonConflict surfaces when the ledger's copy of a published tariff differs
	// from the object; the ledger's copy prevails.
	ReasonConflict = "Conflict"
	// ReasonOverused surfaces when a quota or budget was cut below what is used.
	ReasonOverused = "Overused"
	// ReasonProvisional surfaces on a statement of a month that is still open.
	ReasonProvisional = "Provisional"
	// ReasonFinal surfaces on a statement of a month that is over.
	ReasonFinal = "Final"
)
