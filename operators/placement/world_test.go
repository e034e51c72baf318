package placement_test

import (
	"fmt"
	"os"
	"testing"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }

// small is what a machine of type small with a root disk of 1 GiB asks for.
var small = compute.Resources{VCPU: 2, MemoryMiB: 2048, DiskGiB: 1}

// world is a data centre of one test's own, with a system whose machines may go
// there, and the parts of the platform that tests play themselves: the gate and
// the hosts' agents.
type world struct {
	t         *testing.T
	c         client.Client
	site      string
	namespace string
	gate      kit.StatusWriter
	agent     kit.StatusWriter
}

func newWorld(t *testing.T, cp *controlplane.ControlPlane, site string) *world {
	t.Helper()
	w := &world{
		t: t, c: cp.Client, site: site, namespace: "env-" + site,
		gate:  kit.StatusWriter{Client: cp.Client, Owner: "ikp-gate", Clock: clock.RealClock{}},
		agent: kit.StatusWriter{Client: cp.Client, Owner: "ikp-hypervisor", Clock: clock.RealClock{}},
	}
	w.create(
		builders.DataCentre(site, nil),
		builders.Namespace("agency-"+site, map[string]string{tenancy.LabelAgency: site}),
		builders.System("tax", site, nil),
		builders.Namespace(w.namespace, builders.WorkloadLabels(site, "tax", "prod", tenancy.EnvironmentProduction)),
		seeds(w.namespace),
	)
	return w
}

// seeds lets operators read the secrets of a namespace, as the tenant operator does.
func seeds(namespace string) *rbacv1.RoleBinding {
	return &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "ikp-workload-seeds"},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "ikp-workload-seeds"},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.UserKind, Name: compute.UserOperators}},
	}
}

func (w *world) create(objects ...client.Object) {
	w.t.Helper()
	for _, obj := range objects {
		if err := w.c.Create(w.t.Context(), obj); err != nil {
			w.t.Fatalf("creating %T %s: %v", obj, obj.GetName(), err)
		}
	}
}

// host registers a host whose agent reports room for so many small machines.
func (w *world) host(name string, room int64) *compute.Host {
	w.t.Helper()
	h := builders.Host(w.site+"-"+name, w.site, nil)
	w.create(h)
	w.report(h.Name, room)
	return h
}

// answer has a host's agent answer the roll call that it is asked.
func (w *world) answer(name string, room int64, machines ...types.UID) {
	w.t.Helper()
	controlplane.Eventually(w.t, name+" is asked which machines it holds", func() bool {
		h := &compute.Host{}
		if err := w.c.Get(w.t.Context(), types.NamespacedName{Name: name}, h); err != nil {
			w.t.Fatal(err)
		}
		return h.Status.RollCall != "" && h.Status.RollCall != h.Status.RollAnswer
	})
	w.report(name, room, machines...)
}

// report writes what a host's agent reports.
func (w *world) report(name string, room int64, machines ...types.UID) {
	w.t.Helper()
	h := &compute.Host{}
	if err := w.c.Get(w.t.Context(), types.NamespacedName{Name: name}, h); err != nil {
		w.t.Fatal(err)
	}
	fields := map[string]any{"allocatable": compute.Resources{
		VCPU: small.VCPU * room, MemoryMiB: small.MemoryMiB * room, DiskGiB: small.DiskGiB * room,
	}}
	if len(machines) > 0 {
		fields["machines"] = machines
	}
	if h.Status.RollCall != "" {
		fields["rollAnswer"] = h.Status.RollCall
	}
	err := w.agent.Apply(w.t.Context(), h, kit.Report{Fields: fields, Conditions: []metav1.Condition{
		kit.True(compute.ConditionReady, compute.ReasonReporting, "answers"),
	}})
	if err != nil {
		w.t.Fatal(err)
	}
}

// machine creates a machine for this data centre whose gates nobody has opened.
func (w *world) machine(name string, change ...func(*builders.VMBuilder)) *compute.VirtualMachine {
	w.t.Helper()
	b := builders.VM(name, w.namespace).In(w.site)
	for _, f := range change {
		f(b)
	}
	vm := b.Obj()
	w.create(vm)
	return vm
}

// admit opens the gates of a machine.
func (w *world) admit(vm *compute.VirtualMachine) *compute.VirtualMachine {
	w.t.Helper()
	err := w.gate.Apply(w.t.Context(), vm, kit.Report{
		Fields: map[string]any{"resources": small},
		Conditions: []metav1.Condition{
			kit.True(compute.ConditionSecurityCleared, compute.ReasonCleared, "cleared"),
			kit.True(compute.ConditionResidencyCompliant, compute.ReasonCompliant, "compliant"),
			kit.True(compute.ConditionQuotaReserved, compute.ReasonReserved, "reserved"),
		},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return vm
}

// awaitHost waits until a machine is bound and checks where.
func (w *world) awaitHost(vm *compute.VirtualMachine, want string) {
	w.t.Helper()
	controlplane.Eventually(w.t, vm.Name+" is bound", func() bool {
		w.read(vm)
		return vm.Spec.Host != ""
	})
	if vm.Spec.Host != want {
		w.t.Errorf("%s is bound to %s, want %s", vm.Name, vm.Spec.Host, want)
	}
}

// awaitPlaced waits until a machine says why it has no host.
func (w *world) awaitPlaced(vm *compute.VirtualMachine, reason string) string {
	w.t.Helper()
	var message string
	controlplane.Eventually(w.t, fmt.Sprintf("%s says %s", vm.Name, reason), func() bool {
		w.read(vm)
		c := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionPlaced)
		if c == nil || c.Reason != reason {
			return false
		}
		message = c.Message
		return true
	})
	return message
}

func (w *world) read(obj client.Object) {
	w.t.Helper()
	if err := w.c.Get(w.t.Context(), client.ObjectKeyFromObject(obj), obj); err != nil {
		w.t.Fatal(err)
	}
}

// destroy deletes a bound machine and reports, as its agent, that the domain is
// gone; the finalizers stay.
func (w *world) destroy(vm *compute.VirtualMachine) {
	w.t.Helper()
	if err := w.c.Delete(w.t.Context(), vm); err != nil {
		w.t.Fatal(err)
	}
	w.read(vm)
	err := w.agent.Apply(w.t.Context(), vm, kit.Report{Conditions: []metav1.Condition{
		kit.False(compute.ConditionProvisioned, compute.ReasonDomainGone, "gone"),
	}})
	if err != nil {
		w.t.Fatal(err)
	}
}

func secret(namespace, name, key, value string) *corev1.Secret {
	return &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name},
		Data:       map[string][]byte{key: []byte(value)},
	}
}
