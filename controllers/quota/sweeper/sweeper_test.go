package sweeper

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/types"
	clocktesting "k8s.io/utils/clock/testing"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

func TestCompare(t *testing.T) {
	reserved := []ledger.Reservation{{Machine: "m"}}
	set := func(uids ...types.UID) map[types.UID]bool {
		out := map[types.UID]bool{}
		for _, uid := range uids {
			out[uid] = true
		}
		return out
	}
	for name, tc := range map[string]struct {
		world  world
		before map[string]time.Time
		want   verdict
	}{
		"leaves a machine that exists": {
			world{machines: set("m")}, map[string]time.Time{"m": now.Add(-time.Hour)}, verdict{missingSince: map[string]time.Time{}},
		},
		"remembers one that is missing for the first time": {
			world{}, nil, verdict{missingSince: map[string]time.Time{"m": now}},
		},
		"waits": {
			world{}, map[string]time.Time{"m": now.Add(-time.Minute)}, verdict{missingSince: map[string]time.Time{"m": now.Add(-time.Minute)}},
		},
		"releases one that is missing again after the wait": {
			world{machines: set("other")}, map[string]time.Time{"m": now.Add(-wait)},
			verdict{missingSince: map[string]time.Time{"m": now.Add(-wait)}, release: reserved},
		},
		"releases nothing when every machine is missing": {
			world{}, map[string]time.Time{"m": now.Add(-time.Hour)},
			verdict{missingSince: map[string]time.Time{"m": now.Add(-time.Hour)}},
		},
		"never releases one that a host reports": {
			world{onHosts: set("m")}, map[string]time.Time{"m": now.Add(-time.Hour)},
			verdict{missingSince: map[string]time.Time{}, haunting: reserved},
		},
		"shows a machine that says it is reserved and is not": {
			world{machines: set("m", "n"), admitted: set("m", "n")}, nil,
			verdict{missingSince: map[string]time.Time{}, unreserved: []types.UID{"n"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := compare(reserved, tc.world, tc.before, now, wait)
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(verdict{})); diff != "" {
				t.Errorf("verdict (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSweepReleasesWhatBelongsToNobody: of two reserved machines only one exists.
func TestSweepReleasesWhatBelongsToNobody(t *testing.T) {
	cp := controlplane.New(t)
	vm := builders.VM("alive", cp.Namespace(t, builders.WorkloadLabels("a", "s", "e", tenancy.EnvironmentDev))).Obj()
	if err := cp.Client.Create(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	l := reservations(t, string(vm.UID), "gone")
	clk := clocktesting.NewFakeClock(now)
	s := &Sweeper{live: cp.As(compute.UserControllers), ledger: l, clock: clk}
	for _, want := range [][]string{{string(vm.UID), "gone"}, {string(vm.UID), "gone"}, {string(vm.UID)}} {
		if err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, held(t, l), cmp.Transformer("set", toSet)); diff != "" {
			t.Errorf("at %s (-want +got):\n%s", clk.Now(), diff)
		}
		clk.Step(interval)
	}
}

// TestAnIncompleteListReleasesNothing: who may not list machines sees none.
func TestAnIncompleteListReleasesNothing(t *testing.T) {
	cp := controlplane.New(t)
	l := reservations(t, "gone")
	clk := clocktesting.NewFakeClock(now)
	s := &Sweeper{live: cp.As("stranger"), ledger: l, clock: clk, missingSince: map[string]time.Time{"gone": now.Add(-time.Hour)}}
	if err := s.Sweep(t.Context()); err == nil {
		t.Error("a sweep without a list succeeded")
	}
	if got := held(t, l); len(got) != 1 {
		t.Errorf("held %v after an incomplete list", got)
	}
}

func reservations(t *testing.T, machines ...string) *ledger.Ledger {
	t.Helper()
	l := ledgertest.Open(t, ledgertest.SQLite(t))
	plenty := ledger.Amount{Vector: ledger.Vector{VCPU: 100}, Machines: 10}
	err := errors.Join(
		l.PublishTariff(t.Context(), ledger.Tariff{Name: "t", ValidFrom: "2026-01-01", Prices: map[string]string{"vcpu-hour": "1", "memory-gib-hour": "1", "disk-gib-hour": "1"}}, now),
		l.SetQuota(t.Context(), ledger.Quota{Name: "q", Owner: ledger.Owner{Agency: "a"}, Hard: plenty}),
		l.SetBudget(t.Context(), ledger.Budget{Name: "b", Agency: "a", Year: 2026, Limit: 1 << 50}, now),
	)
	for _, m := range machines {
		_, reserveErr := l.Reserve(t.Context(), ledger.Request{
			Machine: m, Name: "ns/" + m, Owner: ledger.Owner{Agency: "a", System: "s", Environment: "e"}, Vector: ledger.Vector{VCPU: 1}, At: now,
		})
		err = errors.Join(err, reserveErr)
	}
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func held(t *testing.T, l *ledger.Ledger) []string {
	t.Helper()
	all, err := l.Reservations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range all {
		out = append(out, r.Machine)
	}
	return out
}

func toSet(all []string) map[string]bool {
	out := map[string]bool{}
	for _, s := range all {
		out[s] = true
	}
	return out
}
