package placement_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/types"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/setup/setuptest"
)

// TestAfterARestoreNoSecondCopyStarts: two machines whose bindings, and the
// listing that names one of them, are lost.
func TestAfterARestoreNoSecondCopyStarts(t *testing.T) {
	cp := controlplane.New(t, controlplane.WithControllerManager())
	w := newWorld(t, cp, "restored")
	w.create(builders.MachineType("small", small.VCPU, small.MemoryMiB))
	for _, name := range []string{"h1", "h2", "h3"} {
		w.host(name, 4)
	}
	running, never := w.admit(w.machine("running")), w.admit(w.machine("never"))
	setuptest.Run(t, cp, clocktesting.NewFakePassiveClock(noon), "placement", "hostaccess")
	if message := w.awaitPlaced(running, compute.ReasonRollCall); !strings.Contains(message, "host restored-h1, restored-h2, restored-h3 has not said yet") {
		t.Errorf("message %q does not name the hosts", message)
	}
	w.awaitHost(w.admit(w.machine("new")), "restored-h1")
	w.answer("restored-h1", 4)
	w.answer("restored-h2", 4, running.UID)
	w.awaitHost(running, "restored-h2")
	w.awaitPlaced(never, compute.ReasonRollCall)
	if err := w.c.Delete(t.Context(), builders.Host("restored-h3", w.site, nil)); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the machine goes on when the silent host is deleted", func() bool {
		w.read(never)
		return never.Spec.Host != ""
	})
}

// TestTwoOperatorsBindAMachineOnce: somebody has started them without leader
// election.
func TestTwoOperatorsBindAMachineOnce(t *testing.T) {
	const asking = 30
	cp := controlplane.New(t, controlplane.WithControllerManager())
	w := newWorld(t, cp, "twins")
	w.create(builders.MachineType("small", small.VCPU, small.MemoryMiB))
	w.host("h1", asking)
	w.host("h2", asking)
	watch, err := watcher(cp).Watch(t.Context(), &compute.VirtualMachineList{}, client.InNamespace(w.namespace))
	if err != nil {
		t.Fatal(err)
	}
	defer watch.Stop()
	w.play()
	for range 2 {
		setuptest.Run(t, cp, clocktesting.NewFakePassiveClock(noon), "placement", "hostaccess")
	}
	for i := range asking {
		w.admit(w.machine(fmt.Sprintf("web-%d", i)))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	hosts := map[types.UID]string{}
	for len(hosts) < asking {
		select {
		case e := <-watch.ResultChan():
			vm, is := e.Object.(*compute.VirtualMachine)
			if !is {
				t.Fatalf("watch: %+v", e.Object)
			}
			if before := hosts[vm.UID]; before != "" && before != vm.Spec.Host {
				t.Errorf("%s moved from %s to %q", vm.Name, before, vm.Spec.Host)
			}
			if vm.Spec.Host != "" {
				hosts[vm.UID] = vm.Spec.Host
			}
		case <-ctx.Done():
			t.Fatalf("%d of %d machines are bound", len(hosts), asking)
		}
	}
}

func TestUserDataIsHandedOverAfterTheBindingAndSweptWithItsMachine(t *testing.T) {
	cp := controlplane.New(t)
	w := newWorld(t, cp, "seeded")
	h := w.host("h1", 4)
	w.create(secret(w.namespace, "cloud-init", "user-data", "#cloud-config\n"))
	operators := func() func() {
		return setuptest.Run(t, cp, clocktesting.NewFakePassiveClock(noon), "placement", "hostaccess")
	}
	stop := operators()
	home := builders.Namespace(compute.HostNamespace(h.Name), nil)
	controlplane.Eventually(t, "the host has its namespace", func() bool {
		return w.c.Get(t.Context(), client.ObjectKeyFromObject(home), home) == nil
	})
	stop()
	// Operators were killed after the binding, before the copy; another copy is of a
	// machine that was lost.
	vm := w.machine("web-1", func(b *builders.VMBuilder) { b.UserData("cloud-init").On(h.Name) })
	stray := secret(home.Name, "vm-lost", "user-data", "x")
	stray.Labels = map[string]string{"compute.ikp.gov.kz/user-data-of": "lost"}
	w.create(stray)
	operators()
	seed := secret(home.Name, "vm-"+string(vm.UID), "", "")
	controlplane.Eventually(t, "the user data is handed over", func() bool {
		return w.c.Get(t.Context(), client.ObjectKeyFromObject(seed), seed) == nil
	})
	if got := string(seed.Data["user-data"]); got != "#cloud-config\n" {
		t.Errorf("the copy is %q, want the machine's user data", got)
	}
	w.awaitSwept(stray)
	// The machine goes without a word to placement: its agent and the gate let it go
	// at once.
	w.read(vm)
	vm.Finalizers = nil
	if err := w.c.Update(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	if err := w.c.Delete(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	w.awaitSwept(seed)
}

func (w *world) awaitSwept(s *corev1.Secret) {
	w.t.Helper()
	controlplane.Eventually(w.t, s.Name+" is swept", func() bool {
		return apierrors.IsNotFound(w.c.Get(w.t.Context(), client.ObjectKeyFromObject(s), &corev1.Secret{}))
	})
}

// play answers the roll call for all hosts there are, which hold nothing more than
// they said, until the test ends.
func (w *world) play() {
	go func() {
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-w.t.Context().Done():
				return
			case <-tick.C:
				w.replyAll()
			}
		}
	}()
}

// replyAll leaves what fails to the next time.
func (w *world) replyAll() {
	var hosts compute.HostList
	if err := w.c.List(w.t.Context(), &hosts); err != nil {
		return
	}
	for i := range hosts.Items {
		h := &hosts.Items[i]
		if h.Status.RollCall == h.Status.RollAnswer {
			continue
		}
		before := h.DeepCopy()
		h.Status.RollAnswer = h.Status.RollCall
		if err := w.c.Status().Patch(w.t.Context(), h, client.MergeFrom(before)); err != nil {
			w.t.Logf("answering for %s: %v", h.Name, err)
		}
	}
}

// watcher is an admin's client that can watch.
func watcher(cp *controlplane.ControlPlane) client.WithWatch {
	c, err := client.NewWithWatch(cp.Config, client.Options{Scheme: cp.Client.Scheme()})
	if err != nil {
		// The same configuration has made the admin's client.
		panic(err)
	}
	return c
}
