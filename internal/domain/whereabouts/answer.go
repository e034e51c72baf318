package whereabouts

import "github.com/govtech-kz/ikp/internal/domain/regulation"

// Answer is what follows when bytes are found where they may not be. Nothing is
// ever destroyed.
type Answer string

// Answers to a drift.
const (
	// Report tells people and records it.
	Report Answer = "report"
	// Quarantine also takes the machine off the network until the drift is gone.
	Quarantine Answer = "quarantine"
)

// ParameterOnDrift is the parameter of a rule that says its answer.
const ParameterOnDrift = "onDrift"

// AnswerOf is what a rule says of drifts; Report unless it says otherwise.
func AnswerOf(b regulation.Book, rule string) Answer {
	if b.Parameters(rule)[ParameterOnDrift] == string(Quarantine) {
		return Quarantine
	}
	return Report
}
