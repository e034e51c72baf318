package rules

import (
	"time"

	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/clearance"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/integration"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// Facts is what a question is about. What is left out is not asked about: a rule
// that needs it does not apply.
type Facts struct {
	// System in question.
	System *System
	// Site at which its bytes would lie; nil: what can be told before any is known.
	Site *residency.Site
	// Environment is the type of the environment in question: production.
	Environment string
	// Clearances of the system.
	Clearances []clearance.Clearance
	// Exceptions of the system's agency.
	Exceptions []exception.Exception
	// Move is the step that a migration would take.
	Move *Move
	// Deadline that a migration is to keep.
	Deadline *Deadline
	// Integration is the clock of a request for data.
	Integration *integration.Term
	// Passage is a declared way of its bytes out of the platform.
	Passage *whereabouts.Passage
	// Answer is what the ledger said when it was asked.
	Answer *Answer

	// today is the day of the question in Kazakhstan; empty until Judge tells it.
	today string
}

// day is the day of a moment: told once for all rules of a question.
func (f *Facts) day(now time.Time) string {
	if f.today == "" {
		f.today = calendar.Day(now)
	}
	return f.today
}

// System is an information system with its passport.
type System struct {
	passport.Facts
	// Target is where it is planned to run: Platform or Other; empty: nobody has said.
	Target string
	// OperatingSince is the day on which it began to run, written 2026-11-22; empty:
	// it does not run yet, or nobody has said.
	OperatingSince string
	// Decision of the Commission under the President that allows it off the
	// platform: its number and date.
	Decision string
}

// Move is a step of a migration.
type Move struct {
	// To is the state to enter.
	To migration.State
	// Facts that the gate asks for.
	Facts migration.Facts
}

// Deadline is a day by which a migration is to have reached a state.
type Deadline struct {
	// Rule that sets it, LastDay on which it is kept.
	Rule, LastDay string
	// At is where the migration stands, Due where it is to be.
	At, Due migration.State
}

// Answer is a refusal of the ledger.
type Answer struct {
	// Rule by which it refuses, Reason and Message as it gave them.
	Rule, Reason, Message string
}

func (s System) residency() residency.System {
	return residency.System{PersonalData: s.PersonalData, Segment: s.Segment}
}
