package agent_test

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/uuid"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/hypervisor/agent"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/fixture"
	"github.com/govtech-kz/ikp/operators/hypervisor/journal"
	"github.com/govtech-kz/ikp/operators/hypervisor/lease"
	"github.com/govtech-kz/ikp/operators/hypervisor/stocktaking"
)

// small is the vector of a machine as builders.VM makes it.
var small = compute.Resources{VCPU: 1, MemoryMiB: 96, DiskGiB: 1}

// world is one host with its agent, and a namespace whose machines it runs.
type world struct {
	*controlplane.ControlPlane
	t *testing.T
	// host is the name of the host, distinct in each test.
	host string
	// namespace holds the machines.
	namespace string
	driver    *fixture.Driver
	ledger    *ledger
	// intake is where usage goes, if not to ledger; clock is the host's, if not the
	// real one.
	intake journal.Ledger
	clock  clock.Clock
	// network gives machines a NIC; stock is where inventories go. Nil: none, nowhere.
	network  agent.Network
	stock    stocktaking.Stock
	stateDir string
	stop     func()
	// usurped: another agent works for the host by now. turnedAway counts the steps
	// that were refused for that.
	usurped    atomic.Bool
	turnedAway atomic.Int32
}

// newWorld makes everything but the agent.
func newWorld(t *testing.T, edit func(*compute.DataCentreSpec)) *world {
	t.Helper()
	w := &world{ControlPlane: controlplane.New(t), t: t, stateDir: t.TempDir(), ledger: newLedger(), clock: clock.RealClock{}}
	w.intake = w.ledger
	agency := "a-" + string(uuid.NewUUID())[:8]
	w.host = "h-" + agency
	w.create(
		builders.Namespace(tenancy.AgencyNamespace(agency), nil),
		builders.System("sys", agency, nil),
		builders.DataCentre("dc-"+agency, edit),
		builders.Host(w.host, "dc-"+agency, nil),
		builders.Namespace(compute.HostNamespace(w.host), nil),
		binding(w.host),
		builders.MachineType(agency, small.VCPU, small.MemoryMiB),
		builders.Image(agency, nil),
	)
	w.namespace = w.Namespace(t, builders.WorkloadLabels(agency, "sys", "prod", tenancy.EnvironmentProduction))
	w.newDriver()
	return w
}

// binding is what operators give every host.
func binding(host string) *rbacv1.RoleBinding {
	return &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: "ikp-host", Namespace: compute.HostNamespace(host)},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "ikp-host"},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.UserKind, Name: compute.HostUser(host)}},
	}
}

func (w *world) create(objects ...client.Object) {
	w.t.Helper()
	for _, o := range objects {
		if err := w.Client.Create(w.t.Context(), o); err != nil {
			w.t.Fatalf("creating %T %q: %v", o, o.GetName(), err)
		}
	}
}

// except lifts a rule at the host's data centre, by the word of two people.
func (w *world) except(rule string) {
	w.t.Helper()
	agency := strings.TrimPrefix(w.host, "h-")
	x := &governance.ResidencyException{ObjectMeta: metav1.ObjectMeta{Name: "x-1", Namespace: tenancy.AgencyNamespace(agency)},
		Spec: governance.ResidencyExceptionSpec{System: "sys", Rules: []string{rule}, DataCentres: []string{"dc-" + agency}, Act: "Order 9",
			Reason: "the register is being moved", ValidFrom: metav1.NewTime(w.clock.Now().Add(-time.Hour)), ExpiresAt: metav1.NewTime(w.clock.Now().Add(time.Hour))}}
	w.create(x)
	hash, err := facts.ExceptionContent(x.Spec)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, by := range []string{"dana", "timur"} {
		a := &governance.Approval{ObjectMeta: metav1.ObjectMeta{Name: by, Namespace: x.Namespace}, Spec: governance.ApprovalSpec{
			Subject: governance.Subject{Kind: "ResidencyException", Name: x.Name}, Matter: "exception", Party: "OPERATOR",
			Decision: governance.DecisionApproved, ContentHash: hash}}
		if err := w.As(by, "system:masters").Create(w.t.Context(), a); err != nil {
			w.t.Fatal(err)
		}
	}
}

// newDriver opens the hypervisor as it was left.
func (w *world) newDriver() {
	w.t.Helper()
	d, err := fixture.New(fixture.Options{
		Name: w.host, Clock: clock.RealClock{}, StateFile: filepath.Join(w.stateDir, "fixture.json"),
		Capacity: compute.Resources{VCPU: 2, MemoryMiB: 4096, DiskGiB: 100},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.driver = d
}

// run starts the agent, which ends with the test or by w.stop.
func (w *world) run() *world {
	w.t.Helper()
	cfg := w.ConfigAs(compute.HostUser(w.host), compute.GroupHosts)
	held, err := lease.New(cfg, w.host, string(uuid.NewUUID()))
	if err != nil {
		w.t.Fatal(err)
	}
	mgr, err := agent.NewManager(cfg, w.host, held, "0", "0")
	if err != nil {
		w.t.Fatal(err)
	}
	book, _, err := journal.Open(filepath.Join(w.stateDir, "journal.jsonl"), uuid.NewUUID)
	if err != nil {
		w.t.Fatal(err)
	}
	err = agent.Add(mgr, agent.Config{
		Host: w.host, Driver: w.driver, Journal: book, Ledger: w.intake, Network: w.network, Stock: w.stock,
		StateDir: w.stateDir, Endpoint: "127.0.0.1:10260", Clock: w.clock,
		Permit: func() error {
			if w.usurped.Load() {
				w.turnedAway.Add(1)
				return lease.ErrNotHeld
			}
			return held.Permit()
		},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- mgr.Start(ctx) }()
	w.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			w.t.Errorf("the agent ended: %v", err)
		}
	})
	w.t.Cleanup(w.stop)
	return w
}

// again stops the agent and starts it on what it left behind.
func (w *world) again() {
	w.t.Helper()
	w.stop()
	w.newDriver()
	w.run()
}

// machine creates a machine that is bound to the host, and admits it.
func (w *world) machine(edit func(*builders.VMBuilder), admitted compute.Resources) *compute.VirtualMachine {
	w.t.Helper()
	name := w.host[len("h-"):]
	b := builders.VM("web-1", w.namespace).On(w.host).OfType(name).From(name)
	if edit != nil {
		edit(b)
	}
	vm := b.Obj()
	w.create(vm)
	status := builders.VM("", "").Admitted(admitted).Obj().Status
	vm.Status.Resources = status.Resources
	for _, c := range status.Conditions {
		apimeta.SetStatusCondition(&vm.Status.Conditions, c)
	}
	if err := w.Client.Status().Update(w.t.Context(), vm); err != nil {
		w.t.Fatal(err)
	}
	return vm
}

// change edits a machine's spec.
func (w *world) change(vm *compute.VirtualMachine, edit func(*compute.VirtualMachineSpec)) {
	w.t.Helper()
	before := vm.DeepCopy()
	edit(&vm.Spec)
	if err := w.Client.Patch(w.t.Context(), vm, client.MergeFrom(before)); err != nil {
		w.t.Fatal(err)
	}
}

// delete asks for a machine's end, and frees it of the ledger's finalizer, which
// is not the agent's.
func (w *world) delete(vm *compute.VirtualMachine) {
	w.t.Helper()
	before := vm.DeepCopy()
	vm.Finalizers = []string{compute.FinalizerHypervisor}
	if err := w.Client.Patch(w.t.Context(), vm, client.MergeFrom(before)); err != nil {
		w.t.Fatal(err)
	}
	if err := w.Client.Delete(w.t.Context(), vm); err != nil {
		w.t.Fatal(err)
	}
}

// waitFor waits until a machine's condition has a status and a reason.
func (w *world) waitFor(vm *compute.VirtualMachine, kind string, s metav1.ConditionStatus, reason string) {
	w.t.Helper()
	controlplane.Eventually(w.t, vm.Name+" is "+kind+"="+string(s)+" "+reason, func() bool {
		if w.Client.Get(w.t.Context(), client.ObjectKeyFromObject(vm), vm) != nil {
			return false
		}
		c := apimeta.FindStatusCondition(vm.Status.Conditions, kind)
		return c != nil && c.Status == s && c.Reason == reason
	})
}

// acts are the methods by which the driver changed machines.
func (w *world) acts() []string {
	var out []string
	for _, c := range w.driver.Calls() {
		out = append(out, c.Method)
	}
	return out
}

// userData is the copy of a machine's secret that placement makes.
func (w *world) userData(vm *compute.VirtualMachine, data string) *corev1.Secret {
	return &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Namespace: compute.HostNamespace(w.host), Name: "vm-" + string(vm.UID)},
		StringData: map[string]string{"user-data": data},
	}
}
