package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/govtech-kz/ikp/controllers/ledger"
)

// StormResult is what a storm did and found.
type StormResult struct {
	// Operations is how many were carried out: all that follow together.
	Operations int64
	Reserved   int64
	Resized    int64
	Released   int64
	// Refused are reservations and resizes that a quota or a budget forbade.
	Refused int64
	// QuotaChanges raise and cut quotas, also below what is used.
	QuotaChanges int64
	// Overshoots are the rows that grew beyond their limit, as the database itself
	// saw them, and the budgets that promised more than they have. Right is 0.
	Overshoots int64
	// Unbalanced are the accounts that are not the sum of their reservations, and
	// the machines that hold something else than their owner was told. Right is 0.
	Unbalanced int64
	// Elapsed is the time of the operations alone.
	Elapsed time.Duration
}

const (
	stormWorkers  = 8
	stormAgencies = 4
	// stormBooks is how many processes there would be.
	stormBooks = 2
)

// Storm carries out random operations (reserve, resize, release, change a quota)
// on the empty ledger at dsn from several goroutines over several connections.
// The same seed makes the same requests, in another order. It is an error when
// an operation fails for any other reason than a rule; what is wrong in the book
// afterwards is in the result.
func Storm(ctx context.Context, dsn string, operations int, seed uint64) (StormResult, error) {
	books, err := openAll(ctx, dsn)
	if err != nil {
		return StormResult{}, err
	}
	result, err := storm(ctx, dsn, books, operations, seed)
	for _, l := range books {
		err = errors.Join(err, l.Close())
	}
	return result, err
}

func openAll(ctx context.Context, dsn string) ([]*ledger.Ledger, error) {
	var books []*ledger.Ledger
	for range stormBooks {
		l, err := ledger.Open(ctx, dsn)
		if err != nil {
			return nil, err
		}
		books = append(books, l)
	}
	return books, nil
}

func storm(ctx context.Context, dsn string, books []*ledger.Ledger, operations int, seed uint64) (StormResult, error) {
	w, err := watch(ctx, dsn)
	if err != nil {
		return StormResult{}, err
	}
	defer w.close()
	if err := furnish(ctx, books[0]); err != nil {
		return StormResult{}, err
	}
	workers := make([]*stormWorker, stormWorkers)
	began := time.Now()
	g, gctx := errgroup.WithContext(ctx)
	for n := range workers {
		workers[n] = &stormWorker{
			number: n, book: books[n%len(books)], held: map[string]ledger.Request{},
			random: rand.New(rand.NewPCG(seed, uint64(n))),
		}
		share := operations / stormWorkers
		if n < operations%stormWorkers {
			share++
		}
		g.Go(func() error { return workers[n].run(gctx, share) })
	}
	err = g.Wait()
	result := StormResult{Elapsed: time.Since(began)}
	for _, worker := range workers {
		result.add(worker.done)
	}
	if err != nil {
		return result, fmt.Errorf("after %d operations: %w", result.Operations, err)
	}
	return result, w.judge(ctx, books[0], workers, &result)
}

func (r *StormResult) add(o StormResult) {
	r.Operations += o.Operations
	r.Reserved += o.Reserved
	r.Resized += o.Resized
	r.Released += o.Released
	r.Refused += o.Refused
	r.QuotaChanges += o.QuotaChanges
}
