package journal

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

const (
	// batchSize is how many transitions go to the ledger at once.
	batchSize = 500
	// postInterval is how long a transition waits to be posted.
	postInterval = time.Second
	// slowestRetry is the longest pause after the ledger did not answer.
	slowestRetry = time.Minute
	// askInterval is how often a journal of which nothing waits asks whether the
	// ledger still has everything: it may have been restored from a backup.
	askInterval = 5 * time.Minute
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
	// Tell is told what a restore from a backup has cost, with the reason that the
	// API gives it.
	Tell func(ctx context.Context, reason, message string)
	// heard is when the ledger last said how far it is.
	heard time.Time
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

// Post hands in everything that waits, from where the ledger is, or asks now and
// then where that is.
func (p *Poster) Post(ctx context.Context) error {
	for {
		batch := p.Journal.Batch(batchSize)
		if batch == nil && p.Clock.Since(p.heard).Abs() >= askInterval {
			batch = p.Journal.Repeat()
		}
		if batch == nil {
			return nil
		}
		sent := metav1.NewMicroTime(p.Clock.Now().UTC())
		batch.Host, batch.SentAt = p.Host, &sent
		if err := p.post(ctx, batch); err != nil {
			return err
		}
	}
}

func (p *Poster) post(ctx context.Context, batch *subresources.UsageBatch) error {
	first := batch.Transitions[0].Sequence
	stored, err := p.Ledger.Post(ctx, batch)
	if err == nil {
		p.heard = p.Clock.Now()
	}
	switch {
	case err != nil:
		return fmt.Errorf("posting transitions from %d on: %w", first, err)
	case stored == first-1:
		return fmt.Errorf("posting transitions from %d on: the ledger took none of them", first)
	case stored < first || stored > p.Journal.Sequence():
		return p.resume(ctx, first, stored)
	}
	settled, err := p.Journal.Acknowledge(stored, p.Clock.Now())
	if err != nil {
		return err
	}
	p.Settled(settled)
	return nil
}

// resume goes on from where the ledger is, and says what that costs.
func (p *Poster) resume(ctx context.Context, first, stored int64) error {
	s, err := p.Journal.Resume(stored)
	if err != nil {
		return fmt.Errorf("going on from transition %d: %w", stored, err)
	}
	switch {
	case s.Renewed:
		setbacks.WithLabelValues(p.Host, finance.ReasonJournalBehind).Inc()
		p.Tell(ctx, finance.ReasonJournalBehind, fmt.Sprintf(
			"the ledger holds %d records of this host's journal, which has fewer: the host was restored from an older backup; it begins another journal", stored))
	case s.Lost > 0:
		setbacks.WithLabelValues(p.Host, finance.ReasonRecordsLost).Inc()
		p.Tell(ctx, finance.ReasonRecordsLost, fmt.Sprintf(
			"the ledger was restored from a backup older than %d days and lacks records %d to %d, which this host no longer keeps; machines are reported as they are",
			int(KeepFor.Hours())/24, stored+1, stored+s.Lost))
	default:
		setbacks.WithLabelValues(p.Host, finance.ReasonLedgerBehind).Inc()
		p.Tell(ctx, finance.ReasonLedgerBehind, fmt.Sprintf(
			"the ledger was restored from an older backup and lacks records %d to %d; they are sent again", stored+1, first-1))
	}
	return nil
}
