package hosted_test

import (
	"context"
	"encoding/json"
	"testing"

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
