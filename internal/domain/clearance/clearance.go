package clearance

import (
	"fmt"
	"strconv"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Rule is what a refusal cites.
const Rule = "KZ-IB-40"

// Reasons of a verdict: the reasons of the API's conditions.
const (
	ReasonCleared     = "Cleared"
	ReasonNotRequired = "NotRequired"
	ReasonMissing     = "ClearanceMissing"
	ReasonExpired     = "ClearanceExpired"
)

// production is the one type of environment that demands a clearance.
const production = "production"

// Clearance is the record of one test. Days are in Kazakhstan, written
// 2026-11-22, both inclusive.
type Clearance struct {
	// Name of the record, for messages.
	Name string
	// Positive is the outcome of the test.
	Positive bool
	// ValidFrom is the first day on which the outcome holds.
	ValidFrom string
	// ValidUntil is the last day on which the outcome holds.
	ValidUntil string
}

// Verdict is the answer to whether a system may run.
type Verdict struct {
	// Cleared is true when nothing stands against it.
	Cleared bool
	// Reason is one of the Reason constants.
	Reason string
	// Rule is set when not cleared.
	Rule string
	// Message says to people what, why and the way out.
	Message string
}

// Find is what the records say on the day today. records are all clearances of the
// system, in any order. A negative outcome is overcome only by a positive one that
// holds from a later day; it does not lapse.
func Find(environmentType string, records []Clearance, today string) regulation.Finding {
	seen := []regulation.Evidence{{Fact: "environment.type", Value: environmentType}}
	if environmentType != production {
		return regulation.Finding{Outcome: regulation.NotApplicable, Reason: ReasonNotRequired, Evidence: seen,
			Message: fmt.Sprintf("a %s environment needs no clearance", environmentType)}
	}
	negative, failed := lastNegative(records, today)
	if c, ok := current(records, negative.ValidFrom, today); ok {
		seen = append(seen, regulation.Evidence{Fact: "clearance", Value: c.Name}, regulation.Evidence{Fact: "clearance.validUntil", Value: c.ValidUntil})
		return regulation.Finding{Outcome: regulation.Kept, Reason: ReasonCleared, Evidence: seen,
			Message: fmt.Sprintf("clearance %s holds until %s", c.Name, c.ValidUntil)}
	}
	f := absent(records, today)
	if failed {
		f = refused(ReasonMissing, "the last tests, clearance %s of %s, were negative; "+
			"mend the findings and have the system tested again", negative.Name, negative.ValidFrom)
	}
	f.Evidence = append(seen, regulation.Evidence{Fact: "clearances", Value: strconv.Itoa(len(records))})
	return f
}

// Check decides with the rule enforced, whatever the edition in force says.
func Check(environmentType string, records []Clearance, today string) Verdict {
	v := regulation.Book{}.Verdict(Rule, Find(environmentType, records, today))
	if v.Denies() {
		return Verdict{Reason: v.Reason, Rule: v.Rule, Message: v.Message}
	}
	return Verdict{Cleared: true, Reason: v.Reason, Message: v.Message}
}

// absent explains why no positive record holds today.
func absent(records []Clearance, today string) regulation.Finding {
	var expired, future Clearance
	for _, c := range records {
		switch {
		case !c.Positive:
		case c.ValidUntil < today && c.ValidUntil > expired.ValidUntil:
			expired = c
		case c.ValidFrom > today && (future.Name == "" || c.ValidFrom < future.ValidFrom):
			future = c
		}
	}
	switch {
	case future.Name != "":
		return refused(ReasonMissing, "clearance %s holds only from %s; wait until then", future.Name, future.ValidFrom)
	case expired.Name != "":
		return refused(ReasonExpired, "clearance %s ended on %s; have the system tested again by the state technical service",
			expired.Name, expired.ValidUntil)
	}
	return refused(ReasonMissing, "production needs a positive protocol of the information-security tests and the system has none; "+
		"have it tested by the state technical service, which issues the SecurityClearance")
}

// lastNegative is the negative record that holds from the latest day up to today.
func lastNegative(records []Clearance, today string) (last Clearance, found bool) {
	for _, c := range records {
		if !c.Positive && c.ValidFrom <= today && c.ValidFrom >= last.ValidFrom {
			last, found = c, true
		}
	}
	return last, found
}

// current is the positive record that holds today, began after the day after
// and holds longest.
func current(records []Clearance, after, today string) (longest Clearance, found bool) {
	for _, c := range records {
		holds := c.Positive && c.ValidFrom > after && c.ValidFrom <= today && today <= c.ValidUntil
		if holds && c.ValidUntil > longest.ValidUntil {
			longest, found = c, true
		}
	}
	return longest, found
}

func refused(reason, format string, args ...any) regulation.Finding {
	return regulation.Finding{Outcome: regulation.Broken, Reason: reason, Message: fmt.Sprintf(format, args...)}
}
