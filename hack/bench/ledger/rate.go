package ledger

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// askers is how many ask at once: as many as the ledger opens connections.
const askers = 16

// rate is how many times a second do is done by all askers together, within
// window. n numbers the calls from 1 on.
func rate(ctx context.Context, window time.Duration, do func(ctx context.Context, n int64) error) (float64, error) {
	ends, cancel := context.WithTimeout(ctx, window)
	defer cancel()
	var given, done atomic.Int64
	began := time.Now()
	g, gctx := errgroup.WithContext(ctx)
	for range askers {
		g.Go(func() error {
			for ends.Err() == nil && gctx.Err() == nil {
				if err := do(gctx, given.Add(1)); err != nil {
					return err
				}
				done.Add(1)
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return 0, err
	}
	if done.Load() == 0 {
		return 0, errors.New("nothing was done in time")
	}
	return float64(done.Load()) / time.Since(began).Seconds(), nil
}
