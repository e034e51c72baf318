package migration

import (
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
)

// deadline of the rules that is enforced.
type deadline struct{ governance.Deadline }

// deadlines are those whose rule is not off.
func deadlines(p *governance.RegulationProfile, book regulation.Book) []deadline {
	var all []deadline
	for _, d := range p.Spec.Deadlines {
		if book.Enforcement(d.Rule) == regulation.Off {
			continue
		}
		if on := book.Parameters(d.Rule)[rules.ParameterOn]; on != "" {
			d.LastDay = tenancy.Date(on)
		}
		all = append(all, deadline{d})
	}
	return all
}

// passed reports whether a migration is behind the deadline. Those that do not
// move are not.
func (d deadline) passed(at api.State, today string) bool {
	return migration.Behind(migration.State(at), migration.State(d.State), string(d.LastDay), today)
}
