package webhook

// Reasons that only admission gives; the others are those of the conditions.
const (
	// reasonCycle surfaces when an agency would be above itself.
	reasonCycle = "Cycle"
	// reasonInUse surfaces when something cannot change while machines use it.
	reasonInUse = "InUse"
	// reasonNoAgency surfaces when an object of an agency lies elsewhere.
	reasonNoAgency = "NotInAgency"
	// reasonParentMissing surfaces when an agency's parent does not exist.
	reasonParentMissing = "ParentMissing"
	// reasonTooSmall surfaces when an image needs more than is asked for.
	reasonTooSmall = "TooSmallForImage"
	// reasonWithdrawn surfaces when an image or machine type takes no new machines,
	// or a data centre no new hosts.
	reasonWithdrawn = "Withdrawn"
)
