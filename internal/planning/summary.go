package planning

import (
	"cmp"
	"slices"
	"strconv"

	apimeta "k8s.io/apimachinery/pkg/api/meta"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// Count is how many systems have something in common.
type Count struct {
	Name string `json:"name"`
	// Titles of a stage or a party.
	Titles    tenancy.Names `json:"titles,omitzero"`
	Systems   int           `json:"systems"`
	Published int           `json:"published,omitempty"`
}

// Deadline of a programme, as it stands on a day.
type Deadline struct {
	ID      string        `json:"id"`
	Titles  tenancy.Names `json:"titles,omitzero"`
	Rule    string        `json:"rule,omitempty"`
	LastDay string        `json:"lastDay"`
	// Days that are left; negative when it has passed.
	Days int `json:"days"`
	// Enforced says that its rule is not off.
	Enforced bool        `json:"enforced"`
	Chance   *api.Chance `json:"chance,omitempty"`
}

// Summary is where a programme stands on a day.
type Summary struct {
	Programme string `json:"programme"`
	Edition   string `json:"edition"`
	// Systems that are registered, Migrations among them, and those Published.
	Systems    int `json:"systems"`
	Migrations int `json:"migrations"`
	Published  int `json:"published"`
	// States of the migrations in the order of the way; Unregistered are systems
	// without one.
	States    []Count      `json:"states"`
	Stages    []Count      `json:"stages"`
	Overdue   []Count      `json:"overdue"` // by the party that holds the gate
	Deadlines []Deadline   `json:"deadlines"`
	Outlook   *api.Outlook `json:"outlook,omitempty"`
}

// Unregistered is the state of systems that have no migration.
const Unregistered = "unregistered"

// SummaryOf sums a programme up on a day.
func SummaryOf(w World, today string) Summary {
	s := Summary{Programme: w.Programme.Name, Edition: w.Book.Edition(), Systems: len(w.Systems), Outlook: w.Programme.Status.Outlook}
	moves := MovesOf(w)
	states, stages, overdue := map[string]int{}, map[string]*Count{}, map[string]int{}
	for _, name := range sortedKeys(moves) {
		m := moves[name]
		s.Migrations++
		state := cmp.Or(string(m.Status.State), string(migration.Registered))
		states[state]++
		stage := ""
		if m.Spec.Stage != nil {
			stage = strconv.Itoa(int(*m.Spec.Stage))
		}
		if stages[stage] == nil {
			stages[stage] = &Count{Name: stage, Titles: titlesOf(w, stage)}
		}
		stages[stage].Systems++
		if migration.Reached(StateOf(m), migration.Published) {
			s.Published++
			stages[stage].Published++
		}
		if c := apimeta.FindStatusCondition(m.Status.Conditions, api.ConditionOnTime); c != nil && c.Reason == api.ReasonDeadlinePassed {
			overdue[holder(m)]++
		}
	}
	if n := s.Systems - s.Migrations; n > 0 {
		states[Unregistered] = n
	}
	order := []string{Unregistered}
	for _, on := range slices.Concat(migration.Way, migration.Asides) {
		order = append(order, string(on))
	}
	for _, name := range order {
		if states[name] > 0 {
			s.States = append(s.States, Count{Name: name, Systems: states[name]})
		}
	}
	for _, name := range sortedKeys(stages) {
		s.Stages = append(s.Stages, *stages[name])
	}
	for _, party := range sortedKeys(overdue) {
		s.Overdue = append(s.Overdue, Count{Name: party, Titles: partyOf(w, party), Systems: overdue[party]})
	}
	slices.SortStableFunc(s.Overdue, func(a, b Count) int { return cmp.Compare(b.Systems, a.Systems) })
	s.Deadlines = deadlinesOf(w, today)
	return s
}

func titlesOf(w World, stage string) tenancy.Names {
	for _, s := range w.Profile.Spec.Stages {
		if number(int64(s.Number)) == stage {
			return s.Titles
		}
	}
	return tenancy.Names{}
}

func partyOf(w World, code string) tenancy.Names {
	for _, p := range w.Profile.Spec.Parties {
		if p.Code == code {
			return p.Titles
		}
	}
	return tenancy.Names{}
}

// holder is the party that owes the next step; empty: nobody is named.
func holder(m *api.SystemMigration) string {
	for _, o := range m.Status.Obstacles {
		if o.Party != "" {
			return o.Party
		}
	}
	return ""
}

// deadlinesOf are the deadlines of the edition, those that are off too, and the
// programme's end, by their days.
func deadlinesOf(w World, today string) []Deadline {
	var all []Deadline
	for _, d := range w.Profile.Spec.Deadlines {
		all = append(all, Deadline{ID: d.ID, Titles: d.Titles, Rule: d.Rule, LastDay: string(d.LastDay), Enforced: w.Book.Enforcement(d.Rule) != regulation.Off})
	}
	all = append(all, Deadline{ID: ProgrammeEnd, Titles: w.Programme.Spec.Titles, LastDay: string(w.Programme.Spec.EndsOn), Enforced: true})
	from, err := schedule.Date(today).Day()
	for i := range all {
		if to, wrong := schedule.Date(all[i].LastDay).Day(); err == nil && wrong == nil {
			all[i].Days = to - from
		}
		if o := w.Programme.Status.Outlook; o != nil {
			if at := slices.IndexFunc(o.Chances, func(c api.Chance) bool { return c.ID == all[i].ID }); at >= 0 {
				all[i].Chance = &o.Chances[at]
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Deadline) int { return cmp.Compare(a.LastDay, b.LastDay) })
	return all
}
