package ledger

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/hack/bench/report"
)

const (
	// stormOperations is how many random operations there are in all.
	stormOperations = 1_000_000
	stormSeed       = 1
)

// stormEngines share the operations. Nothing crashes in a storm, so PostgreSQL
// need not wait for the disk.
var stormEngines = []engine{
	{name: "sqlite", title: "SQLite", fresh: sqliteFile},
	{name: "postgres", title: "PostgreSQL without fsync", fresh: ledgertest.NewPostgres},
}

// storm carries out its operations on all engines at once: two processes of eight
// workers each reserve, resize, release and change quotas at random.
func storm(ctx context.Context, r *report.Report) error {
	share := stormOperations / len(stormEngines)
	r.Progress("storming %d databases with %d random operations each", len(stormEngines), share)
	results := make([]ledgertest.StormResult, len(stormEngines))
	g, gctx := errgroup.WithContext(ctx)
	for i, e := range stormEngines {
		g.Go(func() error {
			return e.on(gctx, func(dsn string) (err error) {
				results[i], err = ledgertest.Storm(gctx, dsn, share, stormSeed)
				return err
			})
		})
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("storming the ledger: %w", err)
	}
	var sum ledgertest.StormResult
	for i, e := range stormEngines {
		got := results[i]
		r.Note("Storm of %s, seed %d: %d operations in %s: %d reserved, %d resized, %d released, %d refused, %d quotas changed.",
			e.title, stormSeed, got.Operations, got.Elapsed.Round(time.Second), got.Reserved, got.Resized, got.Released, got.Refused, got.QuotaChanges)
		sum.Operations += got.Operations
		sum.Overshoots += got.Overshoots
		sum.Unbalanced += got.Unbalanced
	}
	addStorm(r, sum)
	return nil
}

func addStorm(r *report.Report, sum ledgertest.StormResult) {
	r.Add(report.Figure{
		Name: "storm.operations", Value: float64(sum.Operations), Unit: "operations", Goal: report.AtLeast(stormOperations),
	})
	r.Add(report.Figure{
		Name: "storm.overshoots", Value: float64(sum.Overshoots), Unit: "rows", Goal: report.AtMost(0),
		Against: "triggers in the database itself that note every account that grows beyond a limit",
	})
	r.Add(report.Figure{
		Name: "storm.unbalanced", Value: float64(sum.Unbalanced), Unit: "rows", Goal: report.AtMost(0),
		Against: "the sums of the reservations, and what the workers were told",
	})
}
