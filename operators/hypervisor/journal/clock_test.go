package journal

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/types"
	clocktesting "k8s.io/utils/clock/testing"
	"pgregory.net/rapid"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	ledgerbook "github.com/govtech-kz/ikp/controllers/ledger"
)

// realLedger is the intake without its API server in between.
type realLedger struct{ *ledgerbook.Ledger }

// Post implements Ledger.
func (l realLedger) Post(ctx context.Context, b *subresources.UsageBatch) (int64, error) {
	batch := ledgerbook.Batch{Host: b.Host, Journal: string(b.Journal), Oldest: b.Oldest, Acknowledged: b.Acknowledged, SentAt: b.SentAt.Time}
	for _, t := range b.Transitions {
		batch.Records = append(batch.Records, ledgerbook.Transition{
			Sequence: t.Sequence, Machine: string(t.Machine), State: ledgerbook.State(t.State), At: t.At.Time,
			Vector: ledgerbook.Vector{VCPU: t.VCPU, MemoryMiB: t.MemoryMiB, DiskGiB: t.DiskGiB},
		})
	}
	return l.RecordUsage(ctx, batch)
}

// station is a host whose clock somebody sets.
type station struct {
	name   string
	clock  *clocktesting.FakeClock
	poster *Poster
	// wrong is how far the clock is from the truth; stepped says that it ever was.
	wrong   time.Duration
	stepped bool
}

// years is several hosts, a ledger and the truth.
type years struct {
	book     realLedger
	file     string
	truth    *clocktesting.FakePassiveClock
	stations []*station
	// changed is when each machine last changed, in truth, and ran how long it ran.
	changed map[types.UID]time.Time
	ran     map[types.UID]time.Duration
	up      map[types.UID]bool
	told    []string
}

// TestClockStepsKeepIntervalsInOrder: the clocks of three hosts are set by up to an
// hour at random while machines start and stop. No interval is negative, overlaps
// another or lies in the future, nothing counts twice, and a host whose clock is
// right is metered to the second.
func TestClockStepsKeepIntervalsInOrder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "ledger.db")
	truth := clocktesting.NewFakePassiveClock(noon)
	l, err := ledgerbook.Open(t.Context(), "sqlite:"+file, ledgerbook.WithClock(truth))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	furnishLedger(t, l)
	world := 0
	rapid.Check(t, func(rt *rapid.T) {
		world++
		y := &years{
			book: realLedger{l}, file: file, truth: truth,
			changed: map[types.UID]time.Time{}, ran: map[types.UID]time.Duration{}, up: map[types.UID]bool{},
		}
		for n := range 3 {
			y.add(t, rt, fmt.Sprintf("w%d-h%d", world, n), filepath.Join(dir, fmt.Sprintf("%d-%d", world, n)))
		}
		for range rapid.IntRange(5, 25).Draw(rt, "steps") {
			y.step(rt)
		}
		for _, s := range y.stations {
			y.post(rt, s)
		}
		y.check(rt)
	})
}

func furnishLedger(t *testing.T, l *ledgerbook.Ledger) {
	t.Helper()
	prices := map[string]string{"vcpu-hour": "1", "memory-gib-hour": "1", "disk-gib-hour": "1"}
	if err := l.PublishTariff(t.Context(), ledgerbook.Tariff{Name: "t", ValidFrom: "2026-01-01", Prices: prices}, noon); err != nil {
		t.Fatal(err)
	}
}

func (y *years) add(t *testing.T, rt *rapid.T, name, path string) {
	j, _, err := Open(path, func() types.UID { return types.UID(name) })
	if err != nil {
		rt.Fatal(err)
	}
	s := &station{name: name, clock: clocktesting.NewFakeClock(y.truth.Now())}
	s.poster = &Poster{
		Host: name, Journal: j, Ledger: y.book, Clock: s.clock, Settled: func([]types.UID) {},
		Tell: func(_ context.Context, reason, _ string) { y.told = append(y.told, reason) },
	}
	y.stations = append(y.stations, s)
	uid := machineOf(s)
	_, err = y.book.Restore(t.Context(), ledgerbook.Request{
		Machine: string(uid), Name: "ns/" + name, Owner: ledgerbook.Owner{Agency: "a", System: "s", Environment: "e"},
		Vector: ledgerbook.Vector{VCPU: small.VCPU, MemoryMiB: small.MemoryMiB, DiskGiB: small.DiskGiB}, At: y.truth.Now(),
	})
	if err != nil {
		rt.Fatal(err)
	}
	y.changed[uid] = y.truth.Now()
}

func machineOf(s *station) types.UID { return types.UID("m-" + s.name) }

// step lets time go on and does one thing.
func (y *years) step(rt *rapid.T) {
	y.truth.SetTime(y.truth.Now().Add(time.Duration(rapid.IntRange(1, 1800).Draw(rt, "seconds")) * time.Second))
	s := rapid.SampledFrom(y.stations).Draw(rt, "host")
	switch rapid.SampledFrom([]string{"toggle", "toggle", "set the clock", "post"}).Draw(rt, "act") {
	case "toggle":
		y.toggle(rt, s)
	case "post":
		y.post(rt, s)
	default:
		if s == y.stations[0] {
			return // one clock stays right
		}
		s.wrong = time.Duration(rapid.IntRange(-3600, 3600).Draw(rt, "by")) * time.Second
		s.stepped = true
	}
}

// toggle starts or stops the host's machine.
func (y *years) toggle(rt *rapid.T, s *station) {
	uid, now := machineOf(s), y.truth.Now()
	if y.up[uid] {
		y.ran[uid] += now.Sub(y.changed[uid])
	}
	y.up[uid], y.changed[uid] = !y.up[uid], now
	state := subresources.UsageStopped
	if y.up[uid] {
		state = subresources.UsageRunning
	}
	if err := s.poster.Journal.Record(uid, state, small, now.Add(s.wrong)); err != nil {
		rt.Fatal(err)
	}
}

func (y *years) post(rt *rapid.T, s *station) {
	s.clock.SetTime(y.truth.Now().Add(s.wrong))
	if err := s.poster.Post(context.Background()); err != nil {
		rt.Fatal(err)
	}
}

func (y *years) check(rt *rapid.T) {
	db, err := sql.Open("sqlite", "file:"+y.file+"?mode=ro")
	if err != nil {
		rt.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // it was only read
	for _, s := range y.stations {
		uid := machineOf(s)
		ran := y.intervals(rt, db, uid)
		want := y.ran[uid]
		if y.up[uid] {
			want += y.truth.Now().Sub(y.changed[uid])
		}
		if !s.stepped && ran != want {
			rt.Errorf("machine %s of a host with a right clock ran %s, metered %s", uid, want, ran)
		}
	}
	if len(y.told) > 0 {
		rt.Errorf("a clock that is set is no restore: %v", y.told)
	}
}

// intervals checks a machine's intervals and adds up how long it ran.
func (y *years) intervals(rt *rapid.T, db *sql.DB, uid types.UID) time.Duration {
	now := y.truth.Now().Unix()
	rows, err := db.Query(`SELECT state, started_at, COALESCE(ended_at, ?) FROM usage_intervals WHERE machine = ? ORDER BY ordinal`, now, string(uid))
	if err != nil {
		rt.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // see rows.Err
	var ran, before int64
	for rows.Next() {
		var state string
		var start, end int64
		if err := rows.Scan(&state, &start, &end); err != nil {
			rt.Fatal(err)
		}
		if start < before || end < start || end > now {
			rt.Errorf("machine %s has an interval from %d to %d after %d, now is %d", uid, start, end, before, now)
		}
		if state == "Running" {
			ran += end - start
		}
		before = end
	}
	if err := rows.Err(); err != nil {
		rt.Fatal(err)
	}
	return time.Duration(ran) * time.Second
}
