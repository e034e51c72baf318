package planning

import (
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
)

// Wanted is the state that a plan wants a system to have reached by a day: what
// begins on a day is wanted from the next day on.
func Wanted(i api.PlanItem, today string) migration.State {
	day := tenancy.Date(today)
	switch {
	case day > i.Cutover:
		return migration.Published
	case day > i.Testing:
		return migration.Testing
	case day > i.Replication:
		return migration.Replicating
	case day > i.Preparation:
		return migration.Preparing
	}
	return migration.Registered
}

// Late reports whether a system is behind its plan on a day. One that was found not
// to move is not.
func Late(i api.PlanItem, m *api.SystemMigration, today string) bool {
	s := StateOf(m)
	return s != migration.NotSubject && !migration.Reached(s, Wanted(i, today))
}
