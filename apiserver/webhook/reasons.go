package webhook

// Reasons that only admission gives; the others are those of the conditions.
const (
	// reasonAlreadyExpired surfaces when an exception would be over before it begins.
	reasonAlreadyExpired = "AlreadyExpired"
	// reasonContentChanged surfaces when an approval is of something that has
	// changed since its author looked at it.
	reasonContentChanged = "ContentChanged"
	// reasonApprovalMissing surfaces when a change needs the word of another party.
	reasonApprovalMissing = "ApprovalMissing"
	// reasonCycle surfaces when an agency would be above itself.
	reasonCycle = "Cycle"
	// reasonEditionInForce surfaces when an edition would change that has begun.
	reasonEditionInForce = "EditionInForce"
	// reasonInUse surfaces when something cannot change while machines use it.
	reasonInUse = "InUse"
	// reasonMatterUnknown surfaces when nobody decides such a matter of such a kind.
	reasonMatterUnknown = "MatterUnknown"
	// reasonNoAgency surfaces when an object of an agency lies elsewhere.
	reasonNoAgency = "NotInAgency"
	// reasonNotOfParty surfaces when the author of an approval does not act for its
	// party.
	reasonNotOfParty = "NotOfParty"
	// reasonNotResponsible surfaces when another party decides the matter.
	reasonNotResponsible = "NotResponsible"
	// reasonOwnObject surfaces when somebody approves what he wrote himself.
	reasonOwnObject = "OwnObject"
	// reasonParentMissing surfaces when an agency's parent does not exist.
	reasonParentMissing = "ParentMissing"
	// reasonPartyUnknown surfaces when the edition in force knows no such party.
	reasonPartyUnknown = "PartyUnknown"
	// reasonPlaceUnknown surfaces when an exception names no data centre that exists.
	reasonPlaceUnknown = "PlaceUnknown"
	// reasonRuleAlways surfaces when somebody switches a rule that the platform is
	// built on.
	reasonRuleAlways = "RuleAlways"
	// reasonRuleUnknown surfaces when the edition in force has no such rule.
	reasonRuleUnknown = "RuleUnknown"
	// reasonSubjectMissing surfaces when what is to be approved does not exist.
	reasonSubjectMissing = "SubjectMissing"
	// reasonTooSmall surfaces when an image needs more than is asked for.
	reasonTooSmall = "TooSmallForImage"
	// reasonWithdrawn surfaces when an image or machine type takes no new machines,
	// or a data centre no new hosts.
	reasonWithdrawn = "Withdrawn"
)
