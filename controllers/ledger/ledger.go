package ledger

import (
	"context"
	"errors"
	"fmt"

	"k8s.io/utils/clock"
)

// Ledger is the book. It is safe for concurrent use, also by several processes.
type Ledger struct {
	*engine
	clock clock.PassiveClock
	// wrap puts something between a transaction and its statements.
	wrap func(runner) runner
}

// Option changes how the book is opened.
type Option func(*Ledger)

// WithClock gives the time at which usage is received.
func WithClock(c clock.PassiveClock) Option {
	return func(l *Ledger) { l.clock = c }
}

// Open opens the book at dsn, "sqlite:/path/file.db" or "postgres://…", and
// brings its tables up to date.
func Open(ctx context.Context, dsn string, options ...Option) (*Ledger, error) {
	e, err := connect(dsn)
	if err != nil {
		return nil, fmt.Errorf("opening the ledger: %w", err)
	}
	l := &Ledger{engine: e, clock: clock.RealClock{}, wrap: func(r runner) runner { return r }}
	for _, option := range options {
		option(l)
	}
	if err := e.migrate(ctx, dsn); err != nil {
		return nil, errors.Join(fmt.Errorf("bringing the ledger's tables up to date: %w", err), e.close())
	}
	return l, nil
}

// Close ends all connections.
func (l *Ledger) Close() error { return l.close() }

// Ping asks whether the database answers.
func (l *Ledger) Ping(ctx context.Context) error { return l.ping(ctx) }
