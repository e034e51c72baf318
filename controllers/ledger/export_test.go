package ledger

import (
	"context"
	"database/sql"
	"errors"
	"sync/atomic"
)

// ErrCrash is what an interrupted statement returns.
var ErrCrash = errors.New("the process died here")

// Crashing returns the ledger as a process that dies before its statement number
// n, counted from 0 over all transactions.
func (l *Ledger) Crashing(n int64) *Ledger {
	var count atomic.Int64
	crashing := *l
	crashing.wrap = func(r runner) runner { return crashingRunner{r, &count, n} }
	return &crashing
}

type crashingRunner struct {
	runner
	count *atomic.Int64
	last  int64
}

func (c crashingRunner) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if c.count.Add(1) > c.last {
		return nil, ErrCrash
	}
	return c.runner.ExecContext(ctx, query, args...)
}

func (c crashingRunner) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if c.count.Add(1) > c.last {
		return nil, ErrCrash
	}
	return c.runner.QueryContext(ctx, query, args...)
}

// Exec runs a statement of a person who went around the ledger.
func (l *Ledger) Exec(ctx context.Context, statement string) error {
	_, err := l.connections.Load().write.ExecContext(ctx, statement)
	return err
}

// Row is the numbers of a query's one row.
func (l *Ledger) Row(ctx context.Context, query string, into ...any) error {
	return l.connections.Load().read.QueryRowContext(ctx, query).Scan(into...)
}
