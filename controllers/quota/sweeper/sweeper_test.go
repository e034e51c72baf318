package sweeper

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/events"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

func TestCompare(t *testing.T) {
	two, four := ledger.Vector{VCPU: 2}, ledger.Vector{VCPU: 4}
	reserved := []ledger.Reservation{{Machine: "m", Vector: two}}
	exist := func(granted ...ledger.Request) map[types.UID]ledger.Request {
		out := map[types.UID]ledger.Request{"other": {}}
		for _, r := range granted {
			out[types.UID(r.Machine)] = r
		}
		return out
	}
	missing := func(since time.Time) memory { return memory{missingSince: map[string]time.Time{"m": since}} }
	differs := memory{differs: map[string]difference{"m": {two, four}}}
	for name, tc := range map[string]struct {
		world  world
		before memory
		want   verdict
	}{
		"leaves a machine that exists": {
			world{machines: exist(ledger.Request{Machine: "m", Vector: two})}, missing(now.Add(-time.Hour)), verdict{},
		},
		"remembers one that is missing for the first time": {world{machines: exist()}, memory{}, verdict{memory: missing(now)}},
		"waits": {world{machines: exist()}, missing(now.Add(-time.Minute)), verdict{memory: missing(now.Add(-time.Minute))}},
		"reclaims one that is missing again after the wait": {
			world{machines: exist()}, missing(now.Add(-wait)), verdict{memory: missing(now.Add(-wait)), reclaim: reserved},
		},
		"reclaims nothing when every machine is missing": {
			world{}, missing(now.Add(-time.Hour)), verdict{memory: missing(now.Add(-time.Hour))},
		},
		"never reclaims one that a host reports": {
			world{machines: exist(), onHosts: map[types.UID]string{"m": "h1"}}, missing(now.Add(-time.Hour)),
			verdict{haunting: []types.UID{"m"}},
		},
		"restores what a machine was granted and the ledger lost": {
			world{machines: exist(ledger.Request{Machine: "m", Vector: two}, ledger.Request{Machine: "n", Vector: four})}, memory{},
			verdict{restore: []ledger.Request{{Machine: "n", Vector: four}}},
		},
		"remembers a difference, which may be a resize on its way": {
			world{machines: exist(ledger.Request{Machine: "m", Vector: four})}, memory{}, verdict{memory: differs},
		},
		"restores what differs in the same way again": {
			world{machines: exist(ledger.Request{Machine: "m", Vector: four})}, differs,
			verdict{restore: []ledger.Request{{Machine: "m", Vector: four}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := compare(reserved, tc.world, tc.before, now, wait)
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(verdict{}, memory{}, difference{}), cmpopts.EquateEmpty()); diff != "" {
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
	s := &Sweeper{live: cp.As(compute.UserControllers), ledger: l, clock: clk, events: events.NewFakeRecorder(10)}
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
	s := &Sweeper{live: cp.As("stranger"), ledger: l, clock: clk, memory: memory{missingSince: map[string]time.Time{"gone": now.Add(-time.Hour)}}}
	if err := s.Sweep(t.Context()); err == nil {
		t.Error("a sweep without a list succeeded")
	}
	if got := held(t, l); len(got) != 1 {
		t.Errorf("held %v after an incomplete list", got)
	}
}

// TestARestoredLedgerGetsBackWhatExists: of two machines the ledger lost one; a
// third is on a host, without an object.
func TestARestoredLedgerGetsBackWhatExists(t *testing.T) {
	cp := controlplane.New(t)
	ns := cp.Namespace(t, builders.WorkloadLabels("a", "s", "e", tenancy.EnvironmentDev))
	vm := builders.VM("lost", ns).Obj()
	host := builders.Host("h-"+ns[len(ns)-5:], "dc", nil)
	for _, o := range []client.Object{vm, host} {
		if err := cp.Client.Create(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	vm.Status.Resources = &compute.Resources{VCPU: 200, MemoryMiB: 512, DiskGiB: 3}
	host.Status.Machines = []types.UID{"ghost"}
	for _, o := range []client.Object{vm, host} {
		if err := cp.Client.Status().Update(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	l := reservations(t)
	told := events.NewFakeRecorder(10)
	s := &Sweeper{live: cp.As(compute.UserControllers), ledger: l, clock: clocktesting.NewFakeClock(now), events: told, toldUntil: now}
	if err := s.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := l.Reservations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []ledger.Reservation{{
		Machine: string(vm.UID), Name: ns + "/lost", Owner: ledger.Owner{Agency: "a", System: "s", Environment: "e"},
		Vector: ledger.Vector{VCPU: 200, MemoryMiB: 512, DiskGiB: 3}, ReservedAt: vm.CreationTimestamp.UTC(),
	}}
	if diff := cmp.Diff(want, all, cmpopts.IgnoreFields(ledger.Reservation{}, "Version")); diff != "" {
		t.Errorf("reserved (-want +got):\n%s", diff)
	}
	wantTold := []string{
		"Warning MachineWithoutObject the host holds machine ghost, which has no object: it runs on and is metered until the platform operator removes it there",
		"Warning ReservationRestored the ledger had no reservation of machine " + ns + "/lost, which exists: 200 vCPU, 512 MiB of memory and 3 GiB of disk are reserved again; " +
			"beyond quota now: agency a holds 200 of 100 vCPU, agency a holds 512 of 0 MiB of memory, agency a holds 3 of 0 GiB of disk",
	}
	for _, want := range wantTold {
		if got := <-told.Events; got != want {
			t.Errorf("told %q, want %q", got, want)
		}
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
