package hosted_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// world is a workload namespace with the machine web-1 on host h1.
type world struct {
	*controlplane.ControlPlane
	t         *testing.T
	namespace string
	vm        *compute.VirtualMachine
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{ControlPlane: controlplane.New(t), t: t}
	w.namespace = w.Namespace(t, builders.WorkloadLabels("minfin", "treasury", "prod", tenancy.EnvironmentProduction))
	w.vm = w.machine("web-1", "h1")
	return w
}

// machine creates a machine, of which its host knows by the time it is returned.
func (w *world) machine(name, host string) *compute.VirtualMachine {
	w.t.Helper()
	vm := builders.VM(name, w.namespace).On(host).Obj()
	if err := w.Client.Create(w.t.Context(), vm); err != nil {
		w.t.Fatal(err)
	}
	return vm
}

// host is the agent of a host.
func (w *world) host(name string) client.Client {
	return w.As(compute.HostUser(name), compute.GroupHosts)
}

func (w *world) stored() *compute.VirtualMachine {
	w.t.Helper()
	vm := &compute.VirtualMachine{}
	if err := w.Client.Get(w.t.Context(), client.ObjectKeyFromObject(w.vm), vm); err != nil {
		w.t.Fatal(err)
	}
	return vm
}

// hosted names a machine as agents do.
func hosted(namespace, name string) *subresources.HostedMachine {
	return &subresources.HostedMachine{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name}}
}

// reports applies the status of a machine as an agent does.
func reports(ctx context.Context, c client.Client, m *subresources.HostedMachine, status string) error {
	metadata, err := json.Marshal(map[string]any{"name": m.Name, "namespace": m.Namespace, "uid": m.UID})
	if err != nil {
		return err
	}
	body := `{"apiVersion":"subresources.ikp.gov.kz/v1alpha1","kind":"HostedMachine","metadata":` + string(metadata) + `,"status":` + status + `}`
	return c.Status().Patch(ctx, m, client.RawPatch(types.ApplyPatchType, []byte(body)), client.FieldOwner("anybody"), client.ForceOwnership)
}

// letsGo takes the hypervisor's finalizer off a machine as it was read.
func letsGo(ctx context.Context, c client.Client, m *subresources.HostedMachine) error {
	before := m.DeepCopy()
	m.Finalizers = []string{compute.FinalizerLedger}
	return c.Patch(ctx, m, client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{}))
}

func TestAHostReportsOnItsMachine(t *testing.T) {
	w := newWorld(t)
	before := w.stored()
	meta := hosted(w.namespace, "web-1")
	if err := reports(t.Context(), w.host("h1"), meta, `{"powerState":"Running","addresses":["10.0.0.2"]}`); err != nil {
		t.Fatal(err)
	}
	got := w.stored()
	if got.Status.PowerState != compute.PowerRunning || !slices.Equal(got.Status.Addresses, []string{"10.0.0.2"}) {
		t.Errorf("the status is %+v, want what its host reported", got.Status)
	}
	if meta.ResourceVersion != got.ResourceVersion || meta.UID != got.UID {
		t.Errorf("answered with version %s of %s, stored is %s of %s", meta.ResourceVersion, meta.UID, got.ResourceVersion, got.UID)
	}
	if diff := cmp.Diff(before.Spec, got.Spec); diff != "" {
		t.Errorf("a report changed what is asked of the machine (-before +after):\n%s", diff)
	}
	if !slices.ContainsFunc(got.ManagedFields, func(f metav1.ManagedFieldsEntry) bool {
		return f.Manager == "ikp:host:h1" && f.Operation == metav1.ManagedFieldsOperationApply && f.Subresource == "status"
	}) {
		t.Errorf("nobody can tell that h1 wrote it: %v", got.ManagedFields)
	}
	if err := reports(t.Context(), w.host("h1"), hosted(w.namespace, "web-1"), `{"powerState":"Running"}`); err != nil {
		t.Fatal(err)
	}
	if got := w.stored().Status.Addresses; len(got) > 0 {
		t.Errorf("addresses %v stay, which the host no longer names", got)
	}
}

func TestAHostLetsGoOfItsMachine(t *testing.T) {
	w := newWorld(t)
	read := &subresources.HostedMachine{}
	if err := w.host("h1").Get(t.Context(), client.ObjectKeyFromObject(w.vm), read); err != nil {
		t.Fatal(err)
	}
	stale := read.DeepCopy()
	if err := reports(t.Context(), w.host("h1"), read, `{"powerState":"Absent"}`); err != nil {
		t.Fatal(err)
	}
	if err := letsGo(t.Context(), w.host("h1"), stale); !apierrors.IsConflict(err) {
		t.Errorf("of a machine that has changed since it was read: %v, want a conflict", err)
	}
	if err := letsGo(t.Context(), w.host("h1"), read); err != nil {
		t.Fatal(err)
	}
	if got := w.stored().Finalizers; !slices.Equal(got, []string{compute.FinalizerLedger}) {
		t.Errorf("left are %v, want the ledger's alone", got)
	}
}

// TestRefusalsOfItsOwnMachineSayWhy: the API server's own words reach the host.
func TestRefusalsOfItsOwnMachineSayWhy(t *testing.T) {
	w := newWorld(t)
	for name, tc := range map[string]struct {
		status, want string
		is           func(error) bool
	}{
		"a gate":   {`{"resources":{"vcpu":64,"memoryMiB":1,"diskGiB":1}}`, "only ikp-controllers opens the gates", apierrors.IsForbidden},
		"nonsense": {`{"powerState":"Asleep"}`, "powerState", apierrors.IsInvalid},
	} {
		err := reports(t.Context(), w.host("h1"), hosted(w.namespace, "web-1"), tc.status)
		if !tc.is(err) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s is answered with %v, want a refusal that says %q", name, err, tc.want)
		}
	}
}

// TestWhatIsNotItsOwnIsNotFound in one and the same words.
func TestWhatIsNotItsOwnIsNotFound(t *testing.T) {
	w := newWorld(t)
	w.machine("theirs", "h2")
	w.machine("nobodys", "")
	for what, m := range map[string]*subresources.HostedMachine{
		"another host's machine":   hosted(w.namespace, "theirs"),
		"a machine of no host":     hosted(w.namespace, "nobodys"),
		"no machine":               hosted(w.namespace, "none"),
		"a namespace that is none": hosted("env-none", "none"),
	} {
		want := `hostedmachines.subresources.ikp.gov.kz "` + m.Name + `" not found`
		read := m.DeepCopy()
		read.ResourceVersion = "1"
		for act, err := range map[string]error{
			"is reported on": reports(t.Context(), w.host("h1"), m.DeepCopy(), `{"powerState":"Running"}`),
			"is let go of":   letsGo(t.Context(), w.host("h1"), read),
		} {
			if !apierrors.IsNotFound(err) || err.Error() != want {
				t.Errorf("%s %s: %v, want %q", what, act, err, want)
			}
		}
	}
}

// TestAReportIsOfOneMachine and not of another that has its name by now.
func TestAReportIsOfOneMachine(t *testing.T) {
	w := newWorld(t)
	gone := hosted(w.namespace, "web-1")
	gone.UID = "of-one-that-was-deleted"
	if err := reports(t.Context(), w.host("h1"), gone, `{"powerState":"Running"}`); !apierrors.IsNotFound(err) {
		t.Errorf("a report on a machine that is gone: %v, want NotFound", err)
	}
	if got := w.stored().Status.PowerState; got == compute.PowerRunning {
		t.Errorf("it was taken for one on another: %q", got)
	}
}

func TestNobodyButAgentsWritesHere(t *testing.T) {
	w := newWorld(t)
	for user, groups := range map[string][]string{
		compute.UserAPIServer: nil, compute.UserOperators: nil, compute.UserControllers: nil,
		"root": {"system:masters"}, "ikp:host:h1": {"ikp:nobody"}, "impostor": {compute.GroupHosts},
	} {
		c := w.As(user, groups...)
		for what, err := range map[string]error{
			"a status":   reports(t.Context(), c, hosted(w.namespace, "web-1"), `{"powerState":"Running"}`),
			"finalizers": letsGo(t.Context(), c, subresources.HostedMachineOf(w.stored())),
		} {
			if !apierrors.IsForbidden(err) {
				t.Errorf("%s of group %v writes %s: %v, want Forbidden", user, groups, what, err)
			}
		}
	}
}

// TestAHostTellsOfItsMachine: who tells, and of which machine, is not the teller's
// to say.
func TestAHostTellsOfItsMachine(t *testing.T) {
	w := newWorld(t)
	told := &eventsv1.Event{
		ObjectMeta:          metav1.ObjectMeta{Name: "mine", Labels: map[string]string{"a": "b"}},
		EventTime:           metav1.NewMicroTime(time.Now().Truncate(time.Microsecond)),
		ReportingController: "ikp-gate", ReportingInstance: "somebody", Action: "Realise", Reason: "Crashed", Type: "Warning", Note: "it is gone",
		Regarding: corev1.ObjectReference{Kind: "Secret", Namespace: "kube-system", Name: "theirs"},
	}
	if err := w.host("h1").SubResource("events").Create(t.Context(), hosted(w.namespace, "web-1"), told.DeepCopy()); err != nil {
		t.Fatal(err)
	}
	all := &eventsv1.EventList{}
	if err := w.Client.List(t.Context(), all, client.InNamespace(w.namespace)); err != nil || len(all.Items) != 1 {
		t.Fatalf("%d events (%v), want the one that was told", len(all.Items), err)
	}
	got := all.Items[0]
	if !strings.HasPrefix(got.Name, "web-1-") || got.Labels != nil || !got.EventTime.Equal(&told.EventTime) {
		t.Errorf("it is %s of %v with labels %v", got.Name, got.EventTime, got.Labels)
	}
	want := []string{"ikp-hypervisor", "ikp:host:h1", "Realise", "Crashed", "Warning", "it is gone", "VirtualMachine", w.namespace, "web-1", string(w.vm.UID)}
	is := []string{
		got.ReportingController, got.ReportingInstance, got.Action, got.Reason, got.Type, got.Note,
		got.Regarding.Kind, got.Regarding.Namespace, got.Regarding.Name, string(got.Regarding.UID),
	}
	if diff := cmp.Diff(want, is); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}
