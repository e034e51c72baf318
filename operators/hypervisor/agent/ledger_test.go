package agent_test

import (
	"context"
	"errors"
	"sync"

	"k8s.io/apimachinery/pkg/types"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// ledger stores what it is posted, and can be down.
type ledger struct {
	mu     sync.Mutex
	down   bool
	states map[types.UID][]subresources.UsageState
	seen   map[int64]bool
}

func newLedger() *ledger {
	return &ledger{states: map[types.UID][]subresources.UsageState{}, seen: map[int64]bool{}}
}

func (l *ledger) Post(_ context.Context, b *subresources.UsageBatch) (int64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.down {
		return 0, errors.New("the ledger is down")
	}
	var last int64
	for _, t := range b.Transitions {
		last = t.Sequence
		if !l.seen[last] {
			l.seen[last] = true
			l.states[t.Machine] = append(l.states[t.Machine], t.State)
		}
	}
	return last, nil
}

func (l *ledger) setDown(down bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = down
}

func (l *ledger) of(uid types.UID) []subresources.UsageState {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]subresources.UsageState(nil), l.states[uid]...)
}
