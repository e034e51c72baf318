package agent_test

import (
	"slices"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestAHostAnswersARollCallWithWhatItHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionProvisioned, metav1.ConditionTrue, compute.ReasonProvisioned)
	host := w.waitForHost(compute.ReasonReporting)
	before := host.DeepCopy()
	// A restore has lost the listing as well.
	host.Status.RollCall, host.Status.Machines = "call-1", nil
	if err := w.Client.Status().Patch(t.Context(), host, client.MergeFrom(before)); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the host answers", func() bool {
		host = w.waitForHost(compute.ReasonReporting)
		return host.Status.RollAnswer == "call-1"
	})
	if !slices.Contains(host.Status.Machines, vm.UID) {
		t.Errorf("the answer lists %v, want machine %s in it", host.Status.Machines, vm.UID)
	}
}

func TestAMachineWaitsForItsUserData(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(func(b *builders.VMBuilder) { b.UserData("cloud-init") }, small)
	w.waitFor(vm, compute.ConditionProvisioned, metav1.ConditionFalse, compute.ReasonProvisioning)
	w.create(w.userData(vm, "#cloud-config\n"))
	w.waitFor(vm, compute.ConditionProvisioned, metav1.ConditionTrue, compute.ReasonProvisioned)
}
