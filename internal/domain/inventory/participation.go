package inventory

// ruleVoluntary makes joining voluntary for the quasi-state sector, for bodies of
// security, defence and law enforcement, and for bodies outside the central
// executive.
const ruleVoluntary = "C-7.6"

// participationOf is what the Concept itself decides by a body's kind, and the
// rule. It names nobody as obliged, so for all others the answer stays open.
func participationOf(kind string) (participation, rule string) {
	switch kind {
	case "quasi-state", "security", "president-body", "judicial-constitutional":
		return "Voluntary", ruleVoluntary
	default:
		return Unknown, ""
	}
}
