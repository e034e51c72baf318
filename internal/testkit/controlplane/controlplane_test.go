package controlplane_test

import (
	"os"
	"testing"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m, controlplane.WithControllerManager())) }

func TestServesTheKindsOfThePlatform(t *testing.T) {
	cp := controlplane.New(t)
	host := &compute.Host{
		ObjectMeta: metav1.ObjectMeta{Name: "h1"},
		Spec:       compute.HostSpec{DataCentre: "astana-1", Segment: "G2G"},
	}
	if err := cp.Client.Create(t.Context(), host); err != nil {
		t.Fatal(err)
	}
	if got := host.Spec.VCPUPercent; got != 400 {
		t.Errorf("vcpuPercent = %d, want the default 400", got)
	}
}

func TestAsAStrangerMayDoNothing(t *testing.T) {
	cp := controlplane.New(t)
	err := cp.As("stranger", "ikp:nobody").Create(t.Context(), &compute.Host{
		ObjectMeta: metav1.ObjectMeta{Name: "h2"},
		Spec:       compute.HostSpec{DataCentre: "astana-1", Segment: "G2G"},
	})
	if !apierrors.IsForbidden(err) {
		t.Errorf("a stranger's create was answered with %v, want Forbidden", err)
	}
}

func TestDeletedNamespacesGoAway(t *testing.T) {
	cp := controlplane.New(t)
	name := cp.Namespace(t, map[string]string{"team": "a"})
	ns := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name}}
	if err := cp.Client.Delete(t.Context(), ns); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the namespace is gone", func() bool {
		return apierrors.IsNotFound(cp.Client.Get(t.Context(), client.ObjectKeyFromObject(ns), ns))
	})
}
