package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/hack/bench/stat"
)

const (
	// rounds of the book and of the bare database take turns, so that both meet
	// the machine's good and bad moments.
	rounds = 3
	window = 3 * time.Second
)

// shapes are how many agencies ask, by name.
var shapes = []struct {
	name     string
	agencies int
}{{"hot", 1}, {"spread", 1000}}

// Run measures every engine, and storms it.
func Run(ctx context.Context, r *report.Report) error {
	r.Note("Each rate is the median of %d rounds of %s with %d reservations asked at once, on disk and durable: "+
		"SQLite in WAL mode with synchronous=FULL, PostgreSQL with fsync and synchronous_commit. "+
		"hot is one agency, spread are a thousand. The bare transaction raises one counter and inserts one row; "+
		"a reservation raises three accounts, checks and charges the budget by the tariff and inserts one row.", rounds, window, askers)
	for _, e := range engines {
		for _, s := range shapes {
			if err := compare(ctx, r, e, s.name, s.agencies); err != nil {
				return fmt.Errorf("measuring %s, %s: %w", e.title, s.name, err)
			}
		}
	}
	r.Note("A hot agency is one row: PostgreSQL holds its lock from the first account until the commit is on the disk, so its " +
		"reservations come one after the other. That suffices: the gate decides on a few machines at once, and every machine costs far more elsewhere. " +
		"Agencies do not wait for each other. SQLite has one writer, whoever asks.")
	return storm(ctx, r)
}

// compare measures the book and the bare database in turns, each on a database of
// its own.
func compare(ctx context.Context, r *report.Report, e engine, shape string, agencies int) error {
	return e.on(ctx, func(dsn string) error {
		return e.on(ctx, func(bareDSN string) error {
			books, err := openBook(ctx, dsn, agencies)
			if err != nil {
				return err
			}
			smallest, err := openBare(ctx, bareDSN, agencies)
			if err != nil {
				return errors.Join(err, books.Close())
			}
			return errors.Join(inTurns(ctx, r, e, shape, books, smallest), smallest.db.Close(), books.Close())
		})
	})
}

func inTurns(ctx context.Context, r *report.Report, e engine, shape string, b *book, smallest *bare) error {
	version, err := itsVersion(ctx, smallest.db, e.version)
	if err != nil {
		return err
	}
	if shape == shapes[0].name {
		r.Part(e.title, version)
	}
	var ours, theirs []float64
	for round := range int64(rounds) {
		for _, turn := range []struct {
			do   func(context.Context, int64) error
			into *[]float64
		}{{smallest.once, &theirs}, {b.once, &ours}} {
			got, err := rate(ctx, window, func(ctx context.Context, n int64) error { return turn.do(ctx, round<<32+n) })
			if err != nil {
				return err
			}
			*turn.into = append(*turn.into, got)
		}
	}
	add(r, e.name+"."+shape, stat.Median(ours), stat.Median(theirs))
	return nil
}

func add(r *report.Report, name string, ours, theirs float64) {
	against := fmt.Sprintf("%.0f bare transactions/s of the same database in the same run", theirs)
	r.Add(report.Figure{Name: name + ".reservations", Value: ours, Unit: "1/s", Against: against})
	r.Add(report.Figure{Name: name + ".ratio", Value: ours / theirs, Unit: "ratio", Against: against})
}
