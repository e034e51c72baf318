package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// args are the named arguments of a statement: @name in SQL.
type args map[string]any

// runner is what statements run on: a transaction.
type runner interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// book is one transaction on the ledger.
type book struct {
	runner
	*engine
}

const (
	// deadline bounds every call of the ledger: whoever asks has something better
	// to do than to wait for a database that is locked, slow or gone.
	deadline = 10 * time.Second
	// admissionShare of the deadline is what admission gets: it is waited for
	// itself, for five seconds.
	admissionShare = 4
)

// errAgain asks for the transaction to be repeated: another one came between.
var errAgain = errors.New("another transaction came between")

// change runs do in a transaction that writes: all of it or nothing. It repeats
// do until the deadline when another transaction came between or holds the lock.
func (l *Ledger) change(ctx context.Context, do func(context.Context, book) error) error {
	return l.call(ctx, l.deadline, func(ctx context.Context) error {
		for {
			err := l.once(ctx, l.connections.Load().write, nil, do)
			if err == nil || ctx.Err() != nil || !l.repeats(err) {
				return err
			}
		}
	})
}

// look runs do on one snapshot.
func (l *Ledger) look(ctx context.Context, do func(context.Context, book) error) error {
	return l.lookWithin(ctx, l.deadline, do)
}

func (l *Ledger) lookWithin(ctx context.Context, within time.Duration, do func(context.Context, book) error) error {
	return l.call(ctx, within, func(ctx context.Context) error {
		return l.once(ctx, l.connections.Load().read, &sql.TxOptions{ReadOnly: true, Isolation: l.isolation}, do)
	})
}

// call bounds a call, and says *Unavailable when the database was silent.
func (l *Ledger) call(ctx context.Context, within time.Duration, do func(context.Context) error) error {
	bounded, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	err := l.prepare(bounded)
	if err == nil {
		err = do(bounded)
	}
	if ctx.Err() != nil { // the caller gave up: that says nothing about the ledger
		return err
	}
	return l.health.judge(err, l.clock.Now())
}

func (l *Ledger) once(ctx context.Context, p *pool, o *sql.TxOptions, do func(context.Context, book) error) error {
	tx, run, err := p.begin(ctx, o)
	if err != nil {
		return &silence{fmt.Errorf("beginning a transaction: %w", err)}
	}
	if err := do(ctx, book{runner: l.wrap(run), engine: l.engine}); err != nil {
		// A rollback that fails loses the connection, which rolls back too.
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return &silence{fmt.Errorf("committing: %w", err)}
	}
	return nil
}

func (l *Ledger) repeats(err error) bool { return errors.Is(err, errAgain) || l.again(err) }

// exec runs a statement and returns how many rows it changed.
func (b book) exec(ctx context.Context, statement string, a args) (int64, error) {
	result, err := b.ExecContext(ctx, statement, b.bind(a)...)
	if err != nil {
		return 0, &silence{err}
	}
	return result.RowsAffected()
}

// each calls do for every row.
func (b book) each(ctx context.Context, statement string, a args, do func(scan func(...any) error) error) error {
	rows, err := b.QueryContext(ctx, statement, b.bind(a)...)
	if err != nil {
		return &silence{err}
	}
	for rows.Next() {
		if err := do(rows.Scan); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return &silence{err}
	}
	return nil
}

// one scans the single row of a query, or reports that there is none.
func (b book) one(ctx context.Context, statement string, a args, into ...any) (bool, error) {
	found := false
	err := b.each(ctx, statement, a, func(scan func(...any) error) error {
		found = true
		return scan(into...)
	})
	return found, err
}

// keepOut keeps other transactions from a machine that has no reservation yet.
// SQLite has no others.
func (b book) keepOut(ctx context.Context, machine string) error {
	if b.guard == "" {
		return nil
	}
	_, err := b.exec(ctx, b.guard, args{"machine": machine})
	return err
}
