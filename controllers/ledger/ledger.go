package ledger

import (
	"context"
	"fmt"
	"time"

	"k8s.io/klog/v2"
	"k8s.io/utils/clock"
)

// Ledger is the book. It is safe for concurrent use, also by several processes.
type Ledger struct {
	*engine
	clock clock.PassiveClock
	// deadline of every call.
	deadline time.Duration
	// health is shared by copies of the ledger.
	health *health
	tables *tables
	// wrap puts something between a transaction and its statements.
	wrap func(runner) runner
}

// Option changes how the book is opened.
type Option func(*Ledger)

// WithClock gives the time at which usage is received.
func WithClock(c clock.PassiveClock) Option {
	return func(l *Ledger) { l.clock = c }
}

// WithDeadline bounds every call otherwise than by ten seconds.
func WithDeadline(d time.Duration) Option {
	return func(l *Ledger) { l.deadline = d }
}

// Open opens the book at dsn, "sqlite:/path/file.db" or "postgres://…". The tables
// are brought up to date by the first call that reaches the database, so that a
// process can start, and say what is wrong, while the database is down.
func Open(ctx context.Context, dsn string, options ...Option) (*Ledger, error) {
	e, err := connect(dsn)
	if err != nil {
		return nil, fmt.Errorf("opening the ledger: %w", err)
	}
	l := &Ledger{
		engine: e, clock: clock.RealClock{}, deadline: deadline, health: &health{}, tables: newTables(),
		wrap: func(r runner) runner { return r },
	}
	for _, option := range options {
		option(l)
	}
	if err := l.Ping(ctx); err != nil {
		klog.FromContext(ctx).Error(err, "The ledger does not answer yet: it is asked again with every call")
	}
	return l, nil
}

// Close ends all connections.
func (l *Ledger) Close() error { return l.close() }

// Ping asks whether the database answers and has its tables.
func (l *Ledger) Ping(ctx context.Context) error {
	return l.look(ctx, func(ctx context.Context, b book) error {
		_, err := b.one(ctx, `SELECT 1`, nil, new(int64))
		return err
	})
}
