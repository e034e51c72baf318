package ledger

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Unavailable says that the ledger could not be asked: its database is locked,
// gone or too slow. Nothing was changed, or whether something was is not known;
// every call can be repeated.
type Unavailable struct {
	// Since is when the ledger last began not to answer this process.
	Since time.Time
	// Err is what the database said.
	Err error
}

// Error says since when.
func (u *Unavailable) Error() string {
	return fmt.Sprintf("the ledger has not answered since %s: %v", u.Since.UTC().Format(time.RFC3339), u.Err)
}

// Unwrap is what the database said.
func (u *Unavailable) Unwrap() error { return u.Err }

// SilentSince is when the ledger began not to answer, for people: an RFC 3339
// time if err is an *Unavailable, and "just now" if nobody can tell.
func SilentSince(err error) string {
	var u *Unavailable
	if errors.As(err, &u) {
		return u.Since.UTC().Format(time.RFC3339)
	}
	return "just now"
}

// silence marks an error as the database's own, not a rule's.
type silence struct{ err error }

func (s *silence) Error() string { return s.err.Error() }
func (s *silence) Unwrap() error { return s.err }

// health remembers since when the database has been silent.
type health struct {
	mu    sync.Mutex
	since time.Time
}

// judge takes the end of a call. An answer that a rule gave is an answer.
func (h *health) judge(err error, now time.Time) error {
	var s *silence
	silent := errors.As(err, &s) || errors.Is(err, errAgain) || errors.Is(err, context.DeadlineExceeded)
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case !silent:
		h.since = time.Time{}
		return err
	case h.since.IsZero():
		h.since = now
	}
	return &Unavailable{Since: h.since, Err: err}
}
