package planning

import (
	"slices"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// Phases of a system's move, in their order.
const (
	Preparation  = "Preparation"
	Replication  = "Replication"
	Testing      = "Testing"
	Cutover      = "Cutover"
	Hypercare    = "Hypercare"
	Decommission = "Decommission"
)

var phases = []string{Preparation, Replication, Testing, Cutover, Hypercare, Decommission}

// Why a system is not planned.
const (
	OutNotMoved  = "not-moved" // category or audit: it stays
	OutPublished = "published" // it is on the platform already
	OutDeferred  = "deferred"  // put off without a day
	OutConforms  = "conforms"  // its site meets decree 832 (C-3.6)
	OutElsewhere = "elsewhere" // it moves in another programme
	OutRefused   = "no-place"  // the planner found no place
)

// Exclusion is a system that is not planned.
type Exclusion struct {
	System string `json:"system"`
	// Why is one of the codes; its text is in the catalogue as plan-out-<why>.
	Why string `json:"why"`
	// Detail names the constraint or the day.
	Detail string `json:"detail,omitempty"`
}

// StateOf is where a migration stands for the planner: one that stands aside
// stands where it goes back to.
func StateOf(m *api.SystemMigration) migration.State {
	if m == nil || m.Status.State == "" {
		return migration.Registered
	}
	s := migration.State(m.Status.State)
	if slices.Contains(migration.Way, s) || s == migration.NotSubject {
		return s
	}
	if s == migration.RolledBack {
		return migration.Testing
	}
	if r := migration.State(m.Status.Resume); slices.Contains(migration.Way, r) {
		return r
	}
	return migration.Registered
}

// firstPhase is the phase that is still to be done, as a place in phases.
func firstPhase(s migration.State) int {
	switch {
	case migration.Reached(s, migration.Published):
		return len(phases)
	case migration.Reached(s, migration.Accepted):
		return 3
	case migration.Reached(s, migration.Testing):
		return 2
	case migration.Reached(s, migration.Replicating):
		return 1
	}
	return 0
}

// Entered is the day on which a migration last entered a state; empty: never.
func Entered(m *api.SystemMigration, s api.State) tenancy.Date {
	if m == nil {
		return ""
	}
	for _, step := range slices.Backward(m.Status.History) {
		if step.To == s {
			return tenancy.Date(calendar.Day(step.At.Time))
		}
	}
	return ""
}

// PublishedOn is the day on which a system began to work from the platform and has
// since not gone back; empty: it does not.
func PublishedOn(m *api.SystemMigration) tenancy.Date {
	if m == nil || !migration.Reached(StateOf(m), migration.Published) {
		return ""
	}
	return Entered(m, api.StatePublished)
}

// NameOf is a system as plans of the whole programme call it: agency/system.
func NameOf(agency, system string) string { return agency + "/" + system }

func dateOf(d tenancy.Date) schedule.Date { return schedule.Date(d) }

// next is the day after.
func next(d tenancy.Date) schedule.Date {
	after, err := dateOf(d).Plus(1)
	if err != nil {
		return ""
	}
	return after
}

func latest(days ...schedule.Date) schedule.Date { return slices.Max(append(days, "")) }

// earliest of the days that are set.
func earliest(days ...schedule.Date) schedule.Date {
	var found schedule.Date
	for _, d := range days {
		if d != "" && (found == "" || d < found) {
			found = d
		}
	}
	return found
}
