package rules

import (
	"slices"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Check is what one rule finds. It is pure: the same facts, parameters and moment
// give the same finding.
type Check func(f Facts, p regulation.Parameters, now time.Time) regulation.Finding

// Checker says who checks a rule.
type Checker string

// Who checks a rule.
const (
	// ByPlatform: a function of this package checks it.
	ByPlatform Checker = "platform"
	// ByConstruction: the platform is built so that nobody can break it, and nobody
	// can switch it off.
	ByConstruction Checker = "construction"
	// ByOther: the check of another rule covers it.
	ByOther Checker = "other-rule"
	// ByPeople: it takes judgement, or papers that the platform does not read.
	ByPeople Checker = "people"
	// ByNobody: the platform does not collect the facts, so it cannot tell.
	ByNobody Checker = "facts-not-collected"
)

// Place is a part of the platform that asks.
type Place string

// Parts of the platform that ask.
const (
	AtAdmission  Place = "admission"
	AtGate       Place = "gate of machines"
	AtPlacement  Place = "placement"
	AtHypervisor Place = "agent of the hypervisor"
	AtMigration  Place = "gates of migrations"
	AtAudit      Place = "continuous audit"
	AtLedger     Place = "ledger"
	AtIntake     Place = "clock of integrations"
)

// Entry is what the platform does about one rule.
type Entry struct {
	// Rule is its id.
	Rule string
	// By says who checks it.
	By Checker
	// Check is set when the platform checks it.
	Check Check
	// Moments at which it is checked, At the parts that do.
	Moments []regulation.Moment
	At      []Place
	// Through is the rule whose check covers this one.
	Through string
	// Reason is the code of a refusal, under which texts for people are found.
	Reason string
	// Parameters that the check knows.
	Parameters []string
	// Example is a case that breaks the rule.
	Example Facts
	// Note says what is checked, or why it is not.
	Note string
}

// IsSwitched reports whether an administrator can change how the rule is enforced
// with any effect.
func (e Entry) IsSwitched() bool { return e.By == ByPlatform }

// All is an entry for every rule of the catalogue: those that are checked, in the
// order in which they are, then the others by id.
func All() []Entry { return slices.Clone(entries) }

// Of is the entry of a rule; false for one that the platform has never heard of.
func Of(rule string) (Entry, bool) {
	e, known := byRule[rule]
	return e, known
}

var entries = slices.Concat(checked(), built(), covered(), unchecked())

var byRule = index(entries)

func index(all []Entry) map[string]Entry {
	found := make(map[string]Entry, len(all))
	for _, e := range all {
		found[e.Rule] = e
	}
	return found
}

// asked are the entries with a check, by moment.
var asked = byMoment(entries)

func byMoment(all []Entry) map[regulation.Moment][]Entry {
	found := map[regulation.Moment][]Entry{}
	for _, e := range all {
		if e.Check == nil {
			continue
		}
		for _, m := range e.Moments {
			found[m] = append(found[m], e)
		}
	}
	return found
}
