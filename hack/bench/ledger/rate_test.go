package ledger

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestRateCountsEveryCallOnce(t *testing.T) {
	const each = 10 * time.Millisecond
	got, err := rate(t.Context(), 300*time.Millisecond, func(ctx context.Context, _ int64) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(each):
			return nil
		}
	})
	if most := askers / each.Seconds(); err != nil || got > most || got < most/20 {
		t.Errorf("rate %v, %v; want at most %v", got, err, most)
	}
}

func TestRateEndsAtTheFirstError(t *testing.T) {
	broken := errors.New("broken")
	_, err := rate(t.Context(), time.Minute, func(_ context.Context, n int64) error {
		if n == 100 {
			return broken
		}
		return nil
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}
