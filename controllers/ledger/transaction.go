package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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

// mostTries bounds how often a transaction that met another one is repeated.
const mostTries = 50

// errAgain asks for the transaction to be repeated: another one came between.
var errAgain = errors.New("another transaction came between")

// change runs do in a transaction that writes: all of it or nothing. It repeats
// do when another transaction came between.
func (l *Ledger) change(ctx context.Context, do func(context.Context, book) error) error {
	var err error
	for range mostTries {
		if err = l.once(ctx, l.write, nil, do); err == nil || ctx.Err() != nil || !l.repeats(err) {
			return err
		}
	}
	return fmt.Errorf("giving up after %d tries: %w", mostTries, err)
}

// look runs do on one snapshot.
func (l *Ledger) look(ctx context.Context, do func(context.Context, book) error) error {
	return l.once(ctx, l.read, &sql.TxOptions{ReadOnly: true, Isolation: l.isolation}, do)
}

func (l *Ledger) once(ctx context.Context, db *sql.DB, o *sql.TxOptions, do func(context.Context, book) error) error {
	tx, err := db.BeginTx(ctx, o)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	if err := do(ctx, book{runner: l.wrap(tx), engine: l.engine}); err != nil {
		// A rollback that fails loses the connection, which rolls back too.
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	return nil
}

func (l *Ledger) repeats(err error) bool { return errors.Is(err, errAgain) || l.again(err) }

// exec runs a statement and returns how many rows it changed.
func (b book) exec(ctx context.Context, statement string, a args) (int64, error) {
	result, err := b.ExecContext(ctx, statement, b.bind(a)...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// each calls do for every row.
func (b book) each(ctx context.Context, statement string, a args, do func(scan func(...any) error) error) error {
	rows, err := b.QueryContext(ctx, statement, b.bind(a)...)
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := do(rows.Scan); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	return errors.Join(rows.Err(), rows.Close())
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
