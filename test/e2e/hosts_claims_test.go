//go:build e2e

package e2e

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// stranger is a domain without disks whose BIOS waits for ever.
func stranger(name, metadata string) string {
	return `<domain type="qemu"><name>` + name + `</name>` + metadata + `<memory unit="MiB">32</memory><os><type arch="x86_64" machine="pc">hvm</type></os></domain>`
}

func tag(uid types.UID) string {
	return `<metadata><m:machine xmlns:m="https://ikp.gov.kz/xmlns/domain/1" uid="` + string(uid) + `" vcpu="1" memoryMiB="32" diskGiB="1"/></metadata>`
}

// define adds a domain behind the platform's back.
func (w world) define(host, definition string) {
	w.t.Helper()
	file := filepath.Join(w.t.TempDir(), "domain.xml")
	if err := os.WriteFile(file, []byte(definition), 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.virsh(host, "define", file)
}

func (w world) claimsDrill() {
	w.t.Run("a domain that is not ours", func(t *testing.T) {
		w := world{t: t, dir: w.dir}
		const host, name = "host-a", "legacy-payroll"
		w.define(host, stranger(name, ""))
		w.virsh(host, "start", name)
		pid := w.emulators()[name]
		w.await("the host to report it", func(ctx context.Context, c client.Client) (bool, error) {
			h := &compute.Host{}
			err := c.Get(ctx, client.ObjectKey{Name: host}, h)
			return h.Status.ForeignDomains == 1, err
		})
		w.awaitEvent(host, compute.ReasonForeignDomains)
		w.wantShown(host, "FOREIGN-DOMAINS", "1")
		if now := w.emulators()[name]; pid == 0 || now != pid {
			t.Errorf("the foreign domain was process %d and is %d", pid, now)
		}
		w.removeStrangers()
	})
	w.t.Run("two domains that claim one object", func(t *testing.T) {
		w := world{t: t, dir: w.dir}
		w.create(tiny("claimed").Obj())
		vm := w.awaitVM("claimed", "ready", ready)
		emulators := w.emulators()
		w.define(vm.Spec.Host, stranger("impostor", tag(vm.UID)))
		w.awaitVM("claimed", "in conflict", because(compute.ReasonConflict))
		w.awaitEvent(vm.Spec.Host, compute.ReasonConflict)
		w.wantShown(vm.Spec.Host, "CONFLICTS", "impostor")
		w.setStrategy("claimed", compute.RunHalted)
		w.awaitVM("claimed", "looked at again", func(now *compute.VirtualMachine) bool {
			is := apimeta.FindStatusCondition(now.Status.Conditions, compute.ConditionReady)
			return because(compute.ReasonConflict)(now) && is.ObservedGeneration == now.Generation
		})
		if diff := cmp.Diff(emulators, w.emulators()); diff != "" {
			t.Errorf("QEMU processes (-before +after):\n%s", diff)
		}
		if got := w.virsh(vm.Spec.Host, "domstate", "impostor"); got != "shut off" {
			t.Errorf("the other claimant is %s", got)
		}
		w.virsh(vm.Spec.Host, "undefine", "impostor")
		w.awaitVM("claimed", "halted once nobody else claims it", because(compute.ReasonHalted))
	})
}

// awaitEvent waits for a warning about a host.
func (w world) awaitEvent(host, reason string) {
	w.t.Helper()
	w.await("the event "+reason+" of "+host, func(ctx context.Context, c client.Client) (bool, error) {
		all := &eventsv1.EventList{}
		err := c.List(ctx, all)
		for _, e := range all.Items {
			if e.Regarding.Kind == "Host" && e.Regarding.Name == host && e.Reason == reason && e.Type == corev1.EventTypeWarning {
				return true, nil
			}
		}
		return false, err
	})
}

// wantShown checks a line of `ikpctl host show`.
func (w world) wantShown(host, head, want string) {
	w.t.Helper()
	cmd := exec.CommandContext(w.t.Context(), filepath.Join(*programs, "ikpctl"), "host", "show", host)
	cmd.Env = append(os.Environ(), "KUBECONFIG="+filepath.Join(w.dir, "kubeconfig"), "LANG=C")
	out, err := cmd.CombinedOutput()
	if err != nil {
		w.t.Fatalf("ikpctl host show: %v: %s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, head) && strings.Contains(line, want) {
			return
		}
	}
	w.t.Errorf("ikpctl shows no %s with %q:\n%s", head, want, out)
}
