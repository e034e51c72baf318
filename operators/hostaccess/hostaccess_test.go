package hostaccess_test

import (
	"os"
	"testing"

	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/hostaccess"
	"github.com/govtech-kz/ikp/operators/setup/setuptest"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m, controlplane.WithControllerManager())) }

func TestAHostReachesItsOwnNamespaceAndNoOther(t *testing.T) {
	cp := controlplane.New(t)
	setuptest.Run(t, cp, clock.RealClock{}, "hostaccess")
	for _, name := range []string{"h1", "h2"} {
		if err := cp.Client.Create(t.Context(), builders.Host(name, "astana-1", nil)); err != nil {
			t.Fatal(err)
		}
	}
	h1 := cp.As(compute.HostUser("h1"), compute.GroupHosts)
	controlplane.Eventually(t, "h1 may keep its lease", func() bool {
		return h1.Create(t.Context(), lease("h1")) == nil
	})
	controlplane.Eventually(t, "h2 may keep its lease", func() bool {
		return cp.As(compute.HostUser("h2"), compute.GroupHosts).Create(t.Context(), lease("h2")) == nil
	})
	secret := client.ObjectKey{Namespace: "ikp-host-h1", Name: "vm-1"}
	if err := h1.Get(t.Context(), secret, &corev1.Secret{}); !apierrors.IsNotFound(err) {
		t.Errorf("h1 reads a secret of its own that is not there: %v, want NotFound", err)
	}
	secret.Namespace = "ikp-host-h2"
	if err := h1.Get(t.Context(), secret, &corev1.Secret{}); !apierrors.IsForbidden(err) {
		t.Errorf("h1 reads a secret of h2: %v, want Forbidden", err)
	}
	for _, ns := range []string{"ikp-host-h1", "ikp-host-h2"} {
		if err := h1.List(t.Context(), &corev1.SecretList{}, client.InNamespace(ns)); !apierrors.IsForbidden(err) {
			t.Errorf("h1 lists the secrets of %s: %v, want Forbidden", ns, err)
		}
	}
	if err := h1.Delete(t.Context(), lease("h2")); !apierrors.IsForbidden(err) {
		t.Errorf("h1 deletes the lease of h2: %v, want Forbidden", err)
	}
}

func TestAHostsNamespaceGoesWithIt(t *testing.T) {
	cp := controlplane.New(t)
	setuptest.Run(t, cp, clock.RealClock{}, "hostaccess")
	host := builders.Host("brief", "astana-1", nil)
	if err := cp.Client.Create(t.Context(), host); err != nil {
		t.Fatal(err)
	}
	ns := builders.Namespace("ikp-host-brief", nil)
	key := client.ObjectKeyFromObject(ns)
	controlplane.Eventually(t, "the namespace exists", func() bool {
		return cp.Client.Get(t.Context(), key, ns) == nil && len(ns.OwnerReferences) == 1
	})
	if err := cp.Client.Delete(t.Context(), host); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the namespace is gone", func() bool {
		return apierrors.IsNotFound(cp.Client.Get(t.Context(), key, ns))
	})
}

func TestAHostStaysWhileMachinesAreBoundToIt(t *testing.T) {
	cp := controlplane.New(t)
	setuptest.Run(t, cp, clock.RealClock{}, "hostaccess")
	host := builders.Host("busy", "astana-1", nil)
	vm := builders.VM("web-1", cp.Namespace(t, builders.WorkloadLabels("minfin", "tax", "prod", tenancy.EnvironmentProduction))).On(host.Name).Obj()
	for _, object := range []client.Object{host, vm} {
		if err := cp.Client.Create(t.Context(), object); err != nil {
			t.Fatal(err)
		}
	}
	controlplane.Eventually(t, "the host is held", func() bool {
		return cp.Client.Get(t.Context(), client.ObjectKeyFromObject(host), host) == nil &&
			controllerutil.ContainsFinalizer(host, hostaccess.Finalizer)
	})
	if err := cp.Client.Delete(t.Context(), host); err != nil {
		t.Fatal(err)
	}
	var said *metav1.Condition
	controlplane.Eventually(t, "the host says what it waits for", func() bool {
		if err := cp.Client.Get(t.Context(), client.ObjectKeyFromObject(host), host); err != nil {
			t.Fatal(err)
		}
		said = apimeta.FindStatusCondition(host.Status.Conditions, compute.ConditionVacated)
		return said != nil
	})
	const want = "the host stays until the machines bound to it are gone, now 1: their owners delete them and its agent confirms it; " +
		"see: kubectl get vm -A --field-selector spec.host=busy"
	if said.Status != metav1.ConditionFalse || said.Reason != compute.ReasonDeleting || said.Message != want {
		t.Errorf("Vacated = %s %s %q, want False Deleting %q", said.Status, said.Reason, said.Message, want)
	}
	vm.Finalizers = nil
	if err := cp.Client.Update(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	if err := cp.Client.Delete(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the host is gone", func() bool {
		return apierrors.IsNotFound(cp.Client.Get(t.Context(), client.ObjectKeyFromObject(host), host))
	})
}

func lease(host string) *coordinationv1.Lease {
	return &coordinationv1.Lease{ObjectMeta: metav1.ObjectMeta{Name: host, Namespace: compute.HostNamespace(host)}}
}
