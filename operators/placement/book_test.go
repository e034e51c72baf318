package placement

import (
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/placement"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

var one = compute.Resources{VCPU: 1, MemoryMiB: 1024, DiskGiB: 1}

// openBook holds one data centre with a host that has room for one machine.
func openBook() *book {
	b := newBook()
	b.observeSite(builders.DataCentre("astana-1", nil))
	b.observeHost(reporting("h1"))
	return b
}

func reporting(name string, machines ...types.UID) *compute.Host {
	h := builders.Host(name, "astana-1", nil)
	h.Status.Allocatable, h.Status.Machines = one, machines
	h.Status.Conditions = []metav1.Condition{{Type: compute.ConditionReady, Status: metav1.ConditionTrue}}
	return h
}

func ask(vm *compute.VirtualMachine) question {
	system := &rules.System{Facts: passport.Facts{Name: "esf", PersonalData: "Yes", Segment: "G2G"}}
	return question{vm: vm, wants: one, law: law{facts: rules.Facts{System: system}, now: time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)}}
}

func machine(uid types.UID) *builders.VMBuilder { return builders.VM(string(uid), "ns").UID(uid) }

// wantHost places a machine and checks where; empty: nowhere.
func wantHost(t *testing.T, b *book, uid types.UID, want string) {
	t.Helper()
	if d := b.place(ask(machine(uid).Obj())); d.Host != want {
		t.Errorf("machine %s goes to %q (refusals %v), want %q", uid, d.Host, d.Refusals, want)
	}
}

func TestADecisionCountsBeforeAnyWatchShowsIt(t *testing.T) {
	b := openBook()
	wantHost(t, b, "m1", "h1")
	wantHost(t, b, "m2", "")
}

func TestAnOldVersionOfAMachineDoesNotUndoItsDecision(t *testing.T) {
	b := openBook()
	wantHost(t, b, "m1", "h1")
	b.observeMachine(machine("m1").Obj(), nil)
	wantHost(t, b, "m2", "")
	if !b.doubtful("m1") {
		t.Error("the binding counts as seen, though only an older version was")
	}
	b.observeMachine(machine("m1").On("h1").Admitted(one).Obj(), nil)
	if b.doubtful("m1") {
		t.Error("the binding is in doubt, though it was seen")
	}
	wantHost(t, b, "m2", "")
}

func TestARetractedDecisionFreesItsRoom(t *testing.T) {
	b := openBook()
	wantHost(t, b, "m1", "h1")
	b.retract("m1")
	wantHost(t, b, "m2", "h1")
}

func TestAMachineKeepsItsRoomUntilItsDomainIsGone(t *testing.T) {
	b := openBook()
	bound := machine("m1").On("h1").Admitted(one)
	b.observeMachine(bound.Obj(), nil)
	going := bound.Obj()
	going.DeletionTimestamp = &metav1.Time{}
	if b.observeMachine(going, nil) {
		t.Error("the room counts as free while the domain may exist")
	}
	wantHost(t, b, "m2", "")
	b.wait(machine("m2").Obj())
	left := bound.Condition(compute.ConditionProvisioned, metav1.ConditionFalse, compute.ReasonDomainGone).Obj()
	left.DeletionTimestamp = &metav1.Time{}
	if !b.observeMachine(left, nil) {
		t.Error("the room does not count as free though the domain is gone")
	}
	if got := b.waiters(); len(got) != 1 || got[0].Name != "m2" {
		t.Errorf("waiting machines = %v, want m2", got)
	}
	wantHost(t, b, "m2", "h1")
}

func TestAMachineThatAHypervisorHoldsGoesNowhereElse(t *testing.T) {
	b := openBook()
	h2 := reporting("h2", "m1")
	h2.Spec.Unschedulable = true
	b.observeHost(h2)
	wantHost(t, b, "m1", "h2")
	b.retract("m1")
	b.observeHost(reporting("h3", "m1"))
	b.observeHost(reporting("h2"))
	wantHost(t, b, "m1", "h3")
	b.retract("m1")
	b.observeHost(reporting("h3"))
	wantHost(t, b, "m1", "h1")
}

func TestARefusedMachineWaitsFromTheDecisionOn(t *testing.T) {
	b := openBook()
	wantHost(t, b, "m1", "h1")
	wantHost(t, b, "m2", "")
	if got := b.waiters(); len(got) != 1 || got[0].Name != "m2" {
		t.Errorf("waiting machines = %v, want m2", got)
	}
}

func TestAReportWakesOnlyWhomItConcerns(t *testing.T) {
	b := openBook()
	wantHost(t, b, "m1", "h1")
	wantHost(t, b, "m2", "")
	if b.observeHost(reporting("h1", "m1")) {
		t.Error("a host's new machine gives hope to those that wait")
	}
	if !b.observeHost(reporting("h1", "m1", "m2")) {
		t.Error("a machine that waits is found on a host, and is not looked at")
	}
	if !b.observeHost(reporting("h1", "m1")) {
		t.Error("a machine that waits is no longer held, and is not looked at")
	}
}

func TestTheReservedAndTheAskedAmountsBothCount(t *testing.T) {
	vm := machine("m1").RootDisk(40).Admitted(compute.Resources{VCPU: 4, MemoryMiB: 1024, DiskGiB: 20}).Obj()
	got := takes(vm, &compute.MachineTypeSpec{VCPU: 2, MemoryMiB: 8192})
	if want := (compute.Resources{VCPU: 4, MemoryMiB: 8192, DiskGiB: 40}); got != want {
		t.Errorf("takes = %+v, want %+v", got, want)
	}
}

func TestTellRefusals(t *testing.T) {
	for name, tc := range map[string]struct {
		refusals map[placement.Reason]int
		want     string
	}{
		"counts the commonest first and shows its way out": {
			map[placement.Reason]int{placement.Residency: 1, placement.InsufficientVCPU: 3, placement.AntiAffinity: 1},
			"none of 5 hosts fits 1 vCPU, 1024 MiB and 1 GiB: 3 InsufficientVCPU, 1 AntiAffinity, 1 Residency; " +
				"choose a smaller machine type, or ask the platform operator for capacity",
		},
		"knows that there is no host at all": {
			map[placement.Reason]int{}, "there is no host yet; ask the platform operator to register hosts",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tellRefusals(one, tc.refusals); got != tc.want {
				t.Errorf("message:\n got %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestAGroupKeepsAsFarApartAsItsScope(t *testing.T) {
	for name, tc := range map[string]struct {
		scope compute.AntiAffinityScope
		want  string
	}{
		"from hosts unless it says more":           {"", "h2"},
		"from hosts":                               {compute.ScopeHost, "h2"},
		"from zones, of which there is one":        {compute.ScopeZone, ""},
		"from data centres, of which there is one": {compute.ScopeDataCentre, ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBook()
			b.observeSite(builders.DataCentre("astana-1", nil))
			b.observeHost(inZone("h1", "a"))
			b.observeHost(inZone("h2", "a"))
			if d := b.place(ask(machine("m1").ApartBy("db", tc.scope).Obj())); d.Host != "h1" {
				t.Fatalf("the first machine goes to %q (refusals %v), want h1", d.Host, d.Refusals)
			}
			if d := b.place(ask(machine("m2").ApartBy("db", tc.scope).Obj())); d.Host != tc.want {
				t.Errorf("the second machine goes to %q (refusals %v), want %q", d.Host, d.Refusals, tc.want)
			}
		})
	}
}

func inZone(host, zone string) *compute.Host {
	h := reporting(host)
	h.Spec.Zone = zone
	return h
}

func TestAMachineWhoseBindingWasLostGoesOnlyToItsHost(t *testing.T) {
	b := openBook()
	b.observeHost(reporting("h2"))
	b.observeMachine(machine("m1").On("h2").Admitted(one).Obj(), nil)
	b.bear(machine("m2").Obj())
	if hosts, _ := b.unheard("m2"); len(hosts) != 0 {
		t.Errorf("a machine that was seen to come into being waits for %v", hosts)
	}
	b.observeMachine(machine("m1").Obj(), nil)
	wantHost(t, b, "m1", "h2")
	if hosts, first := b.unheard("m2"); len(hosts) != 2 || !first {
		t.Errorf("after the API server went back in time %v are asked, want both hosts", hosts)
	}
}
