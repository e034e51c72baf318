package planning

import (
	"fmt"
	"math/rand/v2"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/facts"
)

// stream tells the random numbers of rehearsals from others of the same seed.
const stream = 0x696b70

// Rehearse runs a proposal with phases that slip at random. The same proposal, runs
// and seed give the same outlook.
func (p Proposal) Rehearse(runs int, seed uint64) (schedule.Outlook, error) {
	slips := schedule.Slips{Runs: runs, Chance: int(p.Input.Defaults[SlipChance]), Most: int(p.Input.Defaults[SlipMost])}
	rng := rand.New(rand.NewPCG(seed, stream)) //nolint:gosec // a simulation is to be repeated, not to be unguessable
	o, err := schedule.Rehearse(p.Input.Programme, p.Plan, slips, rng)
	if err != nil {
		return o, fmt.Errorf("rehearsing: %w", err)
	}
	return o, nil
}

// HashOf is the hash of what would be planned on a day.
func HashOf(w World, today string) (string, error) {
	in, err := Build(w, today)
	if err != nil {
		return "", err
	}
	return facts.Hash(in.Programme)
}

// OutlookOf plans and rehearses a programme: what its status shows, but for the
// moment. Nil when there is no system to plan.
func OutlookOf(w World, today string, runs int, seed uint64) (*api.Outlook, error) {
	p, err := Propose(w, today)
	if err != nil || len(p.Plan.Systems) == 0 {
		return nil, err
	}
	o, err := p.Rehearse(runs, seed)
	if err != nil {
		return nil, err
	}
	out := &api.Outlook{
		Inputs: p.Hash, Runs: int32(min(o.Runs, 1<<30)), Unplanned: int32(len(p.Plan.Unplanned)), //nolint:gosec // bounded
		Finish50: tenancy.Date(o.Finish.P50), Finish80: tenancy.Date(o.Finish.P80), Finish95: tenancy.Date(o.Finish.P95),
	}
	for _, m := range o.Milestones {
		out.Chances = append(out.Chances, api.Chance{ID: m.Name, LastDay: tenancy.Date(m.Deadline),
			Permille: permille(m.Kept, o.Runs), SystemsPermille: permille(m.Systems, o.Runs*len(p.Input.Systems))})
	}
	return out, nil
}

func permille(part, all int) int32 { return int32(1000 * part / max(1, all)) } //nolint:gosec // at most a thousand
