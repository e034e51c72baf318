//go:build e2e

package e2e

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"time"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite" // the ledger's engine
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const (
	// late is how much later than the hypervisor an agent may see the end of a run,
	// while it is killed and started again.
	late = 30 * time.Second
	// early: an agent that was killed before it noted that a start was done meters
	// from when it set out to start.
	early = 15 * time.Second
)

// records are the runs of each machine as the ledger was told.
type records map[string][]run

// ledgerRecords reads the ledger's own file.
func (w world) ledgerRecords() records {
	w.t.Helper()
	out, err := w.readRecords(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

func (w world) readRecords(ctx context.Context) (records, error) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(w.dir, "ledger.db")+"?mode=ro&_pragma=busy_timeout(10000)")
	if err != nil {
		return nil, err
	}
	defer db.Close() //nolint:errcheck // it was only read
	rows, err := db.QueryContext(ctx, `SELECT machine, state, at_us FROM usage_records ORDER BY host, journal, sequence`)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // see rows.Err
	out := records{}
	for rows.Next() {
		var machine, state string
		var at int64
		if err := rows.Scan(&machine, &state, &at); err != nil {
			return nil, err
		}
		out.follow(machine, state == "Running", time.UnixMicro(at))
	}
	return out, rows.Err()
}

// follow enters a state: the same again goes on.
func (r records) follow(machine string, running bool, at time.Time) {
	runs := r[machine]
	open := len(runs) > 0 && runs[len(runs)-1].end.IsZero()
	switch {
	case running && !open:
		r[machine] = append(runs, run{start: at})
	case !running && open:
		runs[len(runs)-1].end = at
	}
}

// wantMetered compares what the ledger was told with what the hypervisors saw: no
// run is missing, none is double, and each has its time.
func (w world) wantMetered(seen map[string]*events, before records) {
	w.t.Helper()
	real := records{}
	for _, host := range seen {
		for domain, runs := range host.all() {
			real[domain[len("ikp-"):]] = append(real[domain[len("ikp-"):]], runs...)
		}
	}
	var diff string
	w.await("the ledger to have every run", func(ctx context.Context, _ client.Client) (bool, error) {
		told, err := w.readRecords(ctx)
		for machine := range before {
			delete(told, machine)
		}
		diff = cmp.Diff(summary(real), summary(told))
		return diff == "", err
	})
	if w.t.Failed() {
		return
	}
	told := w.ledgerRecords()
	for machine, runs := range real {
		for i, r := range runs {
			if off(r.start, told[machine][i].start) || off(r.end, told[machine][i].end) {
				w.t.Errorf("run %d of machine %s was %v and is metered as %v", i, machine, r, told[machine][i])
			}
		}
	}
	w.wantNoFindings()
}

// summary is how often each machine ran, and whether it still does.
func summary(r records) map[string]string {
	out := map[string]string{}
	for machine, runs := range r {
		out[machine] = fmt.Sprintf("%d runs, the last ended: %t", len(runs), !runs[len(runs)-1].end.IsZero())
	}
	return out
}

// off reports whether a change was metered much earlier or later than it happened.
func off(real, metered time.Time) bool {
	lag := metered.Sub(real)
	return lag < -early || lag > late
}

// wantNoFindings: nothing that the ledger was told was strange, and no two
// intervals of a machine overlap.
func (w world) wantNoFindings() {
	w.t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(w.dir, "ledger.db")+"?mode=ro&_pragma=busy_timeout(10000)")
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // it was only read
	for what, query := range map[string]string{
		// Quota is given back without waiting for the metering: what arrives after that
		// of a machine that is gone is metered all the same.
		"the ledger found": `SELECT kind || ' of machine ' || machine || ': ' || detail FROM findings
			WHERE NOT (kind = 'ReleasedMachine' AND machine IN (SELECT machine FROM usage_records WHERE state = 'Gone'))`,
		"an interval overlaps the next": `SELECT a.machine || ' from ' || b.started_at FROM usage_intervals a JOIN usage_intervals b
			ON a.machine = b.machine AND a.ordinal < b.ordinal AND (a.ended_at IS NULL OR a.ended_at > b.started_at)`,
	} {
		rows, err := db.QueryContext(w.t.Context(), query)
		if err != nil {
			w.t.Fatal(err)
		}
		for rows.Next() {
			var found string
			if err := rows.Scan(&found); err != nil {
				w.t.Fatal(err)
			}
			w.t.Errorf("%s: %s", what, found)
		}
		if err := rows.Err(); err != nil {
			w.t.Fatal(err)
		}
	}
}
