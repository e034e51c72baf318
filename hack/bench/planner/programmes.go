package planner

import (
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/domain/schedule/check"
	"github.com/govtech-kz/ikp/internal/domain/schedule/generate"
)

// seeds is how many programmes of a size are planned.
const seeds = 10

// planned is the worst of the plans of a size.
type planned struct {
	slowest     time.Duration
	ratio       float64 // longest plan, in parts of its bound
	least, most float64 // busiest team's work in parts of the critical path
	unplanned   int
}

// plan plans the programmes of a size and verifies every plan.
func plan(systems, seeds int) (planned, error) {
	worst := planned{least: 100}
	for seed := range uint64(seeds) {
		programme := generate.Programme(generate.Default(systems, seed+1))
		from := time.Now()
		p, err := schedule.Propose(programme)
		if err != nil {
			return worst, fmt.Errorf("seed %d: %w", seed+1, err)
		}
		worst.slowest = max(worst.slowest, time.Since(from))
		worst.ratio = max(worst.ratio, float64(p.Length())/float64(p.Bounds.Days()))
		load := float64(p.Bounds.Work) / float64(p.Bounds.CriticalPath)
		worst.least, worst.most = min(worst.least, load), max(worst.most, load)
		worst.unplanned += len(p.Unplanned)
		if faults := check.Plan(programme, p); len(faults) > 0 {
			return worst, fmt.Errorf("seed %d: %d faults, the first: %v", seed+1, len(faults), faults[0])
		}
	}
	return worst, nil
}
