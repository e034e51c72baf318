package planning

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/domain/schedule/check"
	"github.com/govtech-kz/ikp/internal/facts"
)

// Proposal is a plan with what it was made from.
type Proposal struct {
	Input Input
	Plan  schedule.Plan
	// Hash of the input: the same hash, the same plan.
	Hash string
}

// Propose plans a programme on a day. Every plan passes the independent checker
// before anybody sees it.
func Propose(w World, today string) (Proposal, error) {
	in, err := Build(w, today)
	if err != nil {
		return Proposal{}, fmt.Errorf("planning programme %q: %w", w.Programme.Name, err)
	}
	p := Proposal{Input: in}
	if p.Hash, err = facts.Hash(in.Programme); err != nil {
		return p, err
	}
	if p.Plan, err = schedule.Propose(in.Programme); err != nil {
		return p, fmt.Errorf("planning programme %q: %w", w.Programme.Name, err)
	}
	if faults := check.Plan(in.Programme, p.Plan); len(faults) > 0 {
		return p, fmt.Errorf("planning programme %q: the plan has %d faults, the first: %v", w.Programme.Name, len(faults), faults[0])
	}
	for _, u := range p.Plan.Unplanned {
		detail := u.Phase + ": " + string(u.Constraint.Kind) + " " + u.Constraint.Name
		p.Input.Excluded = append(p.Input.Excluded, Exclusion{u.System, OutRefused, detail})
	}
	slices.SortFunc(p.Input.Excluded, func(a, b Exclusion) int { return cmp.Or(cmp.Compare(a.Why, b.Why), cmp.Compare(a.System, b.System)) })
	return p, nil
}
