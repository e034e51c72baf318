package exception

import (
	"slices"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Approvers is how many people must approve an exception, its author not among
// them.
const Approvers = 2

// Exception lifts named rules for one system at named data centres.
type Exception struct {
	// Name of the record and Act that allows it, for reports.
	Name, Act string
	// System that it is for.
	System string
	// Author of the record: his own word does not count.
	Author string
	// Rules that are lifted, DataCentres at which.
	Rules, DataCentres []string
	// ValidFrom is the first moment at which it counts, ExpiresAt the first at
	// which it no longer does.
	ValidFrom, ExpiresAt time.Time
	// Words are what approvers have said, in any order.
	Words []Word
}

// Word is what one approver has said.
type Word struct {
	// By is the user.
	By string
	// Approved is what he said.
	Approved bool
	// Current says that he has seen the exception as it is now and may speak.
	Current bool
	// At is when: of several words of one approver the latest counts, and of two
	// of one moment the one that does not approve.
	At time.Time
}

// IsActive reports whether e counts at a moment.
func IsActive(e Exception, now time.Time) bool {
	return !now.Before(e.ValidFrom) && now.Before(e.ExpiresAt) && len(e.ApprovedBy()) >= Approvers
}

// ApprovedBy are the users whose approval counts, by name.
func (e Exception) ApprovedBy() []string {
	last := map[string]Word{}
	for _, w := range e.Words {
		if !w.Current || w.By == e.Author || w.By == "" {
			continue
		}
		if before, spoke := last[w.By]; !spoke || w.At.After(before.At) || w.At.Equal(before.At) && !w.Approved {
			last[w.By] = w
		}
	}
	var users []string
	for by, w := range last {
		if w.Approved {
			users = append(users, by)
		}
	}
	slices.Sort(users)
	return users
}

// Covers reports whether e lifts a rule at a data centre, whenever it counts.
func (e Exception) Covers(rule, dataCentre string) bool {
	return slices.Contains(e.Rules, rule) && slices.Contains(e.DataCentres, dataCentre)
}

// For is the exception that lifts a rule for a system at a data centre now: of
// several the one that lasts longest.
func For(all []Exception, system, rule, dataCentre string, now time.Time) (Exception, bool) {
	var found Exception
	for _, e := range all {
		if e.System == system && e.Covers(rule, dataCentre) && IsActive(e, now) && e.ExpiresAt.After(found.ExpiresAt) {
			found = e
		}
	}
	return found, found.Name != ""
}

// Lift lets the breach of a rule pass that denies, when an exception lifts it for
// a system at a data centre now.
func Lift(v regulation.Verdict, all []Exception, system, dataCentre string, now time.Time) regulation.Verdict {
	if !v.Denies() {
		return v
	}
	if e, lifted := For(all, system, v.Rule, dataCentre, now); lifted {
		v.Lifted = e.Name
	}
	return v
}

// Next is the first moment after now at which an exception of a system begins or
// is gone; false when there is none.
func Next(all []Exception, system string, now time.Time) (at time.Time, found bool) {
	for _, e := range all {
		if e.System != system {
			continue
		}
		for _, turn := range []time.Time{e.ValidFrom, e.ExpiresAt} {
			if turn.After(now) && (!found || turn.Before(at)) {
				at, found = turn, true
			}
		}
	}
	return at, found
}
