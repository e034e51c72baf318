package ledger

import (
	"context"
	"errors"
	"time"
)

var errUnwritten = errors.New("the ledger is being written")

// Ledger is the book. It is safe for concurrent use.
type Ledger struct{}

// Open opens the book at dsn, "sqlite:/path/file.db" or "postgres://…", and
// brings its tables up to date.
func Open(ctx context.Context, dsn string, options ...Option) (*Ledger, error) {
	return nil, errUnwritten
}

// Option changes how the book is opened.
type Option func(*Ledger)

// Close ends all connections.
func (l *Ledger) Close() error { return errUnwritten }

// Ping asks whether the database answers.
func (l *Ledger) Ping(ctx context.Context) error { return errUnwritten }

// Reserve reserves r.Vector for r.Machine, or returns a *Refusal and changes
// nothing. A repeat with the same vector changes nothing and is never refused.
// A machine whose reservation was released is ErrReleased.
func (l *Ledger) Reserve(ctx context.Context, r Request) (Reservation, error) {
	return Reservation{}, errUnwritten
}

// Look is the error that Reserve would return now; it changes nothing. Machine
// may be empty: a machine that does not exist yet.
func (l *Ledger) Look(ctx context.Context, r Request) error { return errUnwritten }

// Release gives back what is reserved for a machine. A repeat, or a machine that
// was never reserved, changes nothing.
func (l *Ledger) Release(ctx context.Context, machine string, at time.Time) error {
	return errUnwritten
}

// Reservations lists all that are not released.
func (l *Ledger) Reservations(ctx context.Context) ([]Reservation, error) { return nil, errUnwritten }

// SetQuota records an allotment, also one below what is used: that only blocks
// new reservations.
func (l *Ledger) SetQuota(ctx context.Context, q Quota) error { return errUnwritten }

// DropQuota forgets an allotment, or returns *InUse.
func (l *Ledger) DropQuota(ctx context.Context, o Owner) error { return errUnwritten }

// QuotaUse is an allotment and its use, or ErrNotFound.
func (l *Ledger) QuotaUse(ctx context.Context, o Owner) (QuotaUse, error) {
	return QuotaUse{}, errUnwritten
}

// SetBudget records a budget, also one below what is committed.
func (l *Ledger) SetBudget(ctx context.Context, b Budget, now time.Time) error { return errUnwritten }

// DropBudget forgets a budget: the agency can reserve nothing new in that year.
func (l *Ledger) DropBudget(ctx context.Context, agency string, year int) error { return errUnwritten }

// BudgetUse rates the year's usage up to now, remembers it, and tells what is
// left, or ErrNotFound.
func (l *Ledger) BudgetUse(ctx context.Context, agency string, year int, now time.Time) (BudgetUse, error) {
	return BudgetUse{}, errUnwritten
}

// PublishTariff records a tariff forever, or returns *Conflict. A repeat changes
// nothing.
func (l *Ledger) PublishTariff(ctx context.Context, t Tariff, now time.Time) error {
	return errUnwritten
}

// Tariffs lists the published tariffs by their first day.
func (l *Ledger) Tariffs(ctx context.Context) ([]Tariff, error) { return nil, errUnwritten }

// RecordUsage stores the records of a host's journal that are not stored yet, in
// one transaction, and returns the highest sequence up to which everything is
// stored. A batch that begins after a record that was never sent is *JournalGap.
func (l *Ledger) RecordUsage(ctx context.Context, host, journal string, records []Transition) (int64, error) {
	return 0, errUnwritten
}

// Findings lists what did not fit in the reported usage.
func (l *Ledger) Findings(ctx context.Context) ([]Finding, error) { return nil, errUnwritten }

// Statement is an agency's statement of a month as of now.
func (l *Ledger) Statement(ctx context.Context, agency, month string, now time.Time) (Statement, error) {
	return Statement{}, errUnwritten
}

// Months lists the months in which an agency used anything, oldest first.
func (l *Ledger) Months(ctx context.Context, agency string, now time.Time) ([]string, error) {
	return nil, errUnwritten
}
