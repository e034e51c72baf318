package journal

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

const (
	// batchSize is how many transitions go to the ledger at once.
	batchSize = 500
	// postInterval is how long a transition waits to be posted.
	postInterval = time.Second
	// slowestRetry is the longest pause after the ledger did not answer.
	slowestRetry = time.Minute
)

// Ledger is where transitions go.
type Ledger interface {
	// Post hands in a batch and returns the sequence up to which everything of its
	// journal is stored.
	Post(ctx context.Context, batch *subresources.UsageBatch) (acknowledged int64, err error)
}

// Poster carries a journal to the ledger.
type Poster struct {
	Host    string
	Journal *Journal
	Ledger  Ledger
	Clock   clock.Clock
	// Settled is told which machines' ends are stored.
	Settled func([]types.UID)
}

// Start posts until ctx ends. What the ledger does not take is tried again, ever
// more slowly.
func (p *Poster) Start(ctx context.Context) error {
	log := ctrl.LoggerFrom(ctx).WithName("metering").WithValues("host", p.Host)
	pace := calmPace()
	for delay := postInterval; ; {
		select {
		case <-ctx.Done():
			return nil
		case <-p.Clock.After(delay):
		}
		if err := p.Post(ctx); err != nil {
			delay = pace.Step()
			log.Error(err, "the ledger has not taken the metered transitions", "retryAfter", delay)
			continue
		}
		pace, delay = calmPace(), postInterval
	}
}

func calmPace() *wait.Backoff {
	return &wait.Backoff{Duration: postInterval, Factor: 2, Jitter: 0.25, Steps: 16, Cap: slowestRetry}
}

// Post hands in everything that waits.
func (p *Poster) Post(ctx context.Context) error {
	for {
		pending := p.Journal.Pending(batchSize)
		if len(pending) == 0 {
			return nil
		}
		stored, err := p.Ledger.Post(ctx, &subresources.UsageBatch{
			Host: p.Host, Journal: p.Journal.ID(), Transitions: pending,
		})
		if err != nil {
			return fmt.Errorf("posting transitions from %d on: %w", pending[0].Sequence, err)
		}
		if stored < pending[0].Sequence {
			return fmt.Errorf("posting transitions from %d on: the ledger acknowledged only %d", pending[0].Sequence, stored)
		}
		settled, err := p.Journal.Acknowledge(stored)
		if err != nil {
			return err
		}
		p.Settled(settled)
	}
}
