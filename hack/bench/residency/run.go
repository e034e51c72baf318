package residency

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/hack/bench/site"
	"github.com/govtech-kz/ikp/internal/local/state"
)

const (
	// lots are held by stores, each at most what one inventory takes.
	lots, stores = 100_000, 50
	// copies is how many disks are copied abroad, one after the other.
	copies = 5

	mostAudit = 30.0 // s
	mostDrift = 60.0 // s

	// patience is how long a measurement may take at most.
	patience = 10 * time.Minute
	// glance is how often it is looked whether the findings are there.
	glance = 50 * time.Millisecond
)

// Run measures the audit of a whole control plane.
func Run(ctx context.Context, r *report.Report) error {
	return site.On(ctx, r, state.DriverFixture, 1, func(s *site.Site) (err error) {
		if err := s.Furnish(ctx); err != nil {
			return err
		}
		book, err := ledger.Open(ctx, s.Ledger())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, book.Close()) }()
		b := &bench{Site: s, report: r, book: book}
		if err := b.furnish(ctx); err != nil {
			return err
		}
		if err := b.measureDrift(ctx); err != nil {
			return err
		}
		return b.measureAudit(ctx)
	})
}

// bench is a site with a data centre in the country, whose registration comes and
// goes, and one abroad.
type bench struct {
	*site.Site
	report *report.Report
	book   *ledger.Ledger
}

// await looks until so many findings stand, and says when they do.
func (b *bench) await(ctx context.Context, findings int) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ticker := time.NewTicker(glance)
	defer ticker.Stop()
	for {
		standing, err := b.book.CountDrifts(ctx)
		if err != nil {
			return err
		}
		if standing == int64(findings) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for %d findings, %d stand: %w", findings, standing, ctx.Err())
		case <-ticker.C:
		}
	}
}
