package gate

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/govtech-kz/ikp/controllers/ledger"
)

// book is a ledger that answers as the test says and remembers what it was asked.
type book struct {
	mu       sync.Mutex
	refuse   error
	asked    []ledger.Request
	released []string
}

func (b *book) Reserve(_ context.Context, r ledger.Request) (ledger.Reservation, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = append(b.asked, r)
	if r.Anew && errors.Is(b.refuse, ledger.ErrReleased) {
		return ledger.Reservation{Machine: r.Machine, Vector: r.Vector}, nil
	}
	return ledger.Reservation{Machine: r.Machine, Vector: r.Vector}, b.refuse
}

func (b *book) Release(_ context.Context, machine string, _ time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.released = append(b.released, machine)
	return nil
}

func (b *book) answer(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refuse = err
}

func (b *book) questions() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.asked)
}

// askedAnew reports whether the last question was for a machine that lives.
func (b *book) askedAnew() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.asked) > 0 && b.asked[len(b.asked)-1].Anew
}

func (b *book) releases() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.released...)
}
