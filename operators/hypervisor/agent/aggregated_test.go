package agent_test

import (
	"testing"

	coordinationv1 "k8s.io/api/coordination/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// TestAnAgentWaitsForTheAggregatedAPI: one that is started while ikp-apiserver
// is down keeps its lease and touches nothing, and adopts what runs afterwards.
func TestAnAgentWaitsForTheAggregatedAPI(t *testing.T) {
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, metav1.ConditionTrue, "GuestReady")
	restore := w.cutOff()
	w.stop()
	before := w.leaseHolder()
	w.newDriver()
	w.run()
	controlplane.Eventually(t, "the new agent holds the lease", func() bool {
		holder := w.leaseHolder()
		return holder != "" && holder != before
	})
	w.change(vm, func(s *compute.VirtualMachineSpec) { s.RunStrategy = compute.RunHalted })
	if acts := w.acts(); len(acts) > 0 {
		t.Errorf("the agent did %v without knowing its machines", acts)
	}
	restore()
	w.waitFor(vm, compute.ConditionReady, metav1.ConditionFalse, compute.ReasonHalted)
}

// cutOff lets nobody reach the aggregated API until restore is called.
func (w *world) cutOff() (restore func()) {
	w.t.Helper()
	service := &unstructured.Unstructured{}
	service.SetGroupVersionKind(schema.GroupVersionKind{Group: "apiregistration.k8s.io", Version: "v1", Kind: "APIService"})
	key := types.NamespacedName{Name: "v1alpha1.subresources.ikp.gov.kz"}
	if err := w.Client.Get(w.t.Context(), key, service); err != nil {
		w.t.Fatal(err)
	}
	port, _, err := unstructured.NestedInt64(service.Object, "spec", "service", "port")
	if err != nil {
		w.t.Fatal(err)
	}
	set := func(to int64) {
		w.t.Helper()
		before := service.DeepCopy()
		if err := unstructured.SetNestedField(service.Object, to, "spec", "service", "port"); err != nil {
			w.t.Fatal(err)
		}
		if err := w.Client.Patch(w.t.Context(), service, client.MergeFrom(before)); err != nil {
			w.t.Fatal(err)
		}
	}
	set(1)
	controlplane.Eventually(w.t, "the aggregated API is out of reach", func() bool {
		return w.As(compute.HostUser(w.host), compute.GroupHosts).List(w.t.Context(), &subresources.HostViewList{}) != nil
	})
	return func() { set(port) }
}

// leaseHolder is who works for the host.
func (w *world) leaseHolder() string {
	w.t.Helper()
	lease := &coordinationv1.Lease{}
	key := types.NamespacedName{Namespace: compute.HostNamespace(w.host), Name: w.host}
	if err := w.Client.Get(w.t.Context(), key, lease); err != nil || lease.Spec.HolderIdentity == nil {
		return ""
	}
	return *lease.Spec.HolderIdentity
}
