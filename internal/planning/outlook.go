package planning

import (
	"fmt"
	"math/rand/v2"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
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
