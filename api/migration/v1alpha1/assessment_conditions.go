package v1alpha1

// Conditions of SystemAssessment, written by the assessment controller.
const (
	// ConditionReady says that the audit of a system is done: every question is
	// answered, something is done about each grave risk, and it is decided what
	// becomes of the system.
	ConditionReady = "Ready"
	// ConditionAnswered says that every question is answered.
	ConditionAnswered = "Answered"
	// ConditionRisksMitigated says that something is done about each grave risk;
	// unknown while questions are open.
	ConditionRisksMitigated = "RisksMitigated"
	// ConditionDecided says that somebody has decided what becomes of the system.
	ConditionDecided = "Decided"
	// ConditionDistinct says that no system of another owner seems to carry the
	// same function. It is a hint for people and holds up nothing.
	ConditionDistinct = "Distinct"
)

// Reasons of the conditions above.
const (
	// ReasonAudited surfaces when the audit of a system is done.
	ReasonAudited = "Audited"
	// ReasonSystemMissing surfaces when the system does not exist.
	ReasonSystemMissing = "SystemMissing"
	// ReasonAllAnswered surfaces when no question is open.
	ReasonAllAnswered = "AllAnswered"
	// ReasonQuestionsOpen surfaces when questions are open. What nobody knows is not no.
	ReasonQuestionsOpen = "QuestionsOpen"
	// ReasonRisksAnswered surfaces when something is done about each grave risk, or
	// there is none.
	ReasonRisksAnswered = "RisksAnswered"
	// ReasonRisksOpen surfaces when nothing is done about a grave risk.
	ReasonRisksOpen = "RisksOpen"
	// ReasonAsSuggested surfaces when it is decided what the answers speak for.
	ReasonAsSuggested = "AsSuggested"
	// ReasonDecidedOtherwise surfaces when something else is decided than the
	// answers speak for.
	ReasonDecidedOtherwise = "DecidedOtherwise"
	// ReasonDispositionOpen surfaces when nobody has decided.
	ReasonDispositionOpen = "DispositionOpen"
	// ReasonNoneAlike surfaces when no other system is alike.
	ReasonNoneAlike = "NoneAlike"
	// ReasonAlikeFound surfaces when other systems are alike.
	ReasonAlikeFound = "AlikeFound"
)
