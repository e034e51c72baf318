package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

// model is what a ledger should hold: the simplest program that is right.
type model struct {
	hard     map[string]ledger.Amount
	reserved map[string]ledger.Request
	released map[string]bool
}

// fits tells whether r fits beside everything else.
func (m model) fits(r ledger.Request) bool {
	for _, key := range keys(r.Owner) {
		hard, limited := m.hard[key]
		if !limited {
			continue
		}
		before, after := m.sum(key, ""), m.sum(key, r.Machine)
		after = plus(after, r.Vector)
		if after.VCPU > hard.VCPU && after.VCPU > before.VCPU || after.DiskGiB > hard.DiskGiB && after.DiskGiB > before.DiskGiB ||
			after.Machines > hard.Machines && after.Machines > before.Machines {
			return false
		}
	}
	return true
}

// sum is what is reserved under a key, without one machine.
func (m model) sum(key, without string) ledger.Amount {
	var out ledger.Amount
	for uid, r := range m.reserved {
		if uid != without && (r.Owner.Agency == key || r.Owner.Agency+"/"+r.Owner.System == key) {
			out = plus(out, r.Vector)
		}
	}
	return out
}

func plus(a ledger.Amount, v ledger.Vector) ledger.Amount {
	a.VCPU += v.VCPU
	a.DiskGiB += v.DiskGiB
	a.Machines++
	return a
}

func keys(o ledger.Owner) []string { return []string{o.Agency, o.Agency + "/" + o.System} }

func drawRequest(t *rapid.T) ledger.Request {
	n := rapid.IntRange(0, 7).Draw(t, "machine")
	return ledger.Request{
		Machine: fmt.Sprintf("m%d", n), Name: "ns/m",
		// The owner of a machine never changes.
		Owner:  ledger.Owner{Agency: "minfin", System: fmt.Sprintf("s%d", n%2), Environment: "prod"},
		Vector: ledger.Vector{VCPU: rapid.Int64Range(0, 8).Draw(t, "vcpu"), DiskGiB: rapid.Int64Range(0, 8).Draw(t, "disk")},
		At:     noon,
	}
}

// TestLedgerIsItsModel: random sequences of everything that touches quota.
func TestLedgerIsItsModel(t *testing.T) {
	dir := t.TempDir()
	file := 0
	rapid.Check(t, func(t *rapid.T) {
		file++
		l, err := ledger.Open(context.Background(), "sqlite:"+filepath.Join(dir, fmt.Sprintf("%d.db", file)))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = l.Close() }()
		m := model{hard: map[string]ledger.Amount{}, reserved: map[string]ledger.Request{}, released: map[string]bool{}}
		prepare(t, l, m, "minfin", 30)
		t.Repeat(map[string]func(*rapid.T){
			"reserve": func(t *rapid.T) { m.reserve(t, l, drawRequest(t)) },
			"release": func(t *rapid.T) {
				machine := drawRequest(t).Machine
				if err := l.Release(context.Background(), machine, noon); err != nil {
					t.Fatal(err)
				}
				if _, held := m.reserved[machine]; held {
					delete(m.reserved, machine)
					m.released[machine] = true
				}
			},
			"change the agency's quota": func(t *rapid.T) { m.setQuota(t, l, ledger.Owner{Agency: "minfin"}, "minfin") },
			"change a system's quota": func(t *rapid.T) {
				m.setQuota(t, l, ledger.Owner{Agency: "minfin", System: "s0"}, "minfin/s0")
			},
			"": func(t *rapid.T) { m.check(t, l) },
		})
	})
}

func prepare(t *rapid.T, l *ledger.Ledger, m model, agency string, vcpu int64) {
	ctx := context.Background()
	hard := ledger.Amount{Vector: ledger.Vector{VCPU: vcpu, DiskGiB: 1 << 20}, Machines: 6}
	m.hard[agency] = hard
	err := errors.Join(
		l.PublishTariff(ctx, prices, noon),
		l.SetQuota(ctx, ledger.Quota{Name: agency, Owner: ledger.Owner{Agency: agency}, Hard: hard}),
		l.SetBudget(ctx, ledger.Budget{Name: agency, Agency: agency, Year: 2026, Limit: plenty}, noon),
	)
	if err != nil {
		t.Fatal(err)
	}
}

func (m model) setQuota(t *rapid.T, l *ledger.Ledger, o ledger.Owner, key string) {
	hard := ledger.Amount{
		Vector:   ledger.Vector{VCPU: rapid.Int64Range(0, 40).Draw(t, "vcpu"), DiskGiB: rapid.Int64Range(0, 40).Draw(t, "disk")},
		Machines: rapid.Int64Range(0, 8).Draw(t, "machines"),
	}
	if err := l.SetQuota(context.Background(), ledger.Quota{Name: key, Owner: o, Hard: hard}); err != nil {
		t.Fatal(err)
	}
	m.hard[key] = hard
}

func (m model) reserve(t *rapid.T, l *ledger.Ledger, r ledger.Request) {
	looked := l.Look(context.Background(), r)
	_, err := l.Reserve(context.Background(), r)
	var no *ledger.Refusal
	held, repeat := m.reserved[r.Machine]
	repeat = repeat && held.Vector == r.Vector
	switch {
	case (looked == nil) != (err == nil):
		t.Fatalf("Look says %v, Reserve %v", looked, err)
	case m.released[r.Machine]:
		if !errors.Is(err, ledger.ErrReleased) {
			t.Fatalf("reserving a released machine: %v", err)
		}
	case repeat || m.fits(r):
		if err != nil {
			t.Fatalf("%+v fits, but: %v", r, err)
		}
		m.reserved[r.Machine] = r
	case !errors.As(err, &no):
		t.Fatalf("%+v does not fit, but: %v", r, err)
	}
}

func (m model) check(t *rapid.T, l *ledger.Ledger) {
	for key, owner := range map[string]ledger.Owner{"minfin": {Agency: "minfin"}, "minfin/s0": {Agency: "minfin", System: "s0"}} {
		hard, limited := m.hard[key]
		if !limited {
			continue
		}
		got, err := l.QuotaUse(context.Background(), owner)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(ledger.QuotaUse{Hard: hard, Used: m.sum(key, "")}, got); diff != "" {
			t.Fatalf("%s (-model +ledger):\n%s", key, diff)
		}
	}
}

// TestNoOvershootUnderLoad: four workers do whatever they like; nothing is ever
// above its limit, and the accounts are the sums of the reservations.
func TestNoOvershootUnderLoad(t *testing.T) {
	const workers, steps = 4, 60
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		furnish(t, l, plenty)
		g, ctx := errgroup.WithContext(t.Context())
		for worker := range workers {
			g.Go(func() error { return wander(ctx, l, rand.New(rand.NewPCG(1, uint64(worker))), steps) })
		}
		must(t, g.Wait())
		consistent(t, l)
	})
}

// wander makes random requests about 30 machines.
func wander(ctx context.Context, l *ledger.Ledger, random *rand.Rand, steps int) error {
	for range steps {
		r := request(fmt.Sprintf("m%d", random.IntN(30)), ledger.Vector{VCPU: random.Int64N(9), MemoryMiB: random.Int64N(9) * 1024})
		var err error
		switch random.IntN(6) {
		case 0:
			err = l.Release(ctx, r.Machine, noon)
		case 1:
			_, err = l.BudgetUse(ctx, "minfin", 2026, noon.Add(time.Minute))
		default:
			_, err = l.Reserve(ctx, r)
		}
		var no *ledger.Refusal
		if err != nil && !errors.As(err, &no) && !errors.Is(err, ledger.ErrReleased) {
			return err
		}
		u, err := l.QuotaUse(ctx, minfin)
		if err != nil {
			return err
		}
		if u.Used.VCPU > u.Hard.VCPU || u.Used.MemoryMiB > u.Hard.MemoryMiB || u.Used.Machines > u.Hard.Machines {
			return fmt.Errorf("overshoot: %+v", u)
		}
	}
	return nil
}

// consistent compares every account with the sum of its reservations.
func consistent(t *testing.T, l *ledger.Ledger) {
	t.Helper()
	const different = `
SELECT COUNT(*) FROM accounts a WHERE used_machines <> (SELECT COUNT(*) FROM reservations r
  WHERE r.released_at IS NULL AND r.agency = a.agency AND a.system IN ('', r.system) AND a.environment IN ('', r.environment))
OR used_vcpu <> (SELECT COALESCE(SUM(vcpu), 0) FROM reservations r
  WHERE r.released_at IS NULL AND r.agency = a.agency AND a.system IN ('', r.system) AND a.environment IN ('', r.environment))`
	var n int64
	must(t, l.Row(t.Context(), different, &n))
	if n != 0 {
		t.Errorf("%d accounts are not the sum of their reservations", n)
	}
}
