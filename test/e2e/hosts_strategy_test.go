//go:build e2e

package e2e

import (
	"syscall"
	"testing"
	"time"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// statusLimit is how soon a status must tell what happened behind our back.
const statusLimit = 10 * time.Second

func (w world) strategyDrill() {
	crash := func(w world, vm *compute.VirtualMachine) {
		w.send(w.emulators()[domainName(vm.UID)], syscall.SIGKILL)
	}
	virsh := func(verb string) func(world, *compute.VirtualMachine) {
		return func(w world, vm *compute.VirtualMachine) { w.virsh(vm.Spec.Host, verb, domainName(vm.UID)) }
	}
	up := func(vm *compute.VirtualMachine) bool { return vm.Status.PowerState == compute.PowerRunning }
	down := func(vm *compute.VirtualMachine) bool {
		return vm.Status.PowerState == compute.PowerStopped || vm.Status.PowerState == compute.PowerCrashed
	}
	for _, d := range []struct {
		name     string
		strategy compute.RunStrategy
		befall   func(world, *compute.VirtualMachine)
		// again: the machine runs anew in the end; otherwise it ends up down.
		again bool
	}{
		{"a machine that always runs is killed", compute.RunAlways, crash, true},
		{"a machine that always runs is stopped by hand", compute.RunAlways, virsh("destroy"), true},
		{"a machine that always runs goes down by itself", compute.RunAlways, virsh("shutdown"), true},
		{"a machine that reruns on failure is killed", compute.RunRerunOnFailure, crash, true},
		{"a machine that reruns on failure goes down by itself", compute.RunRerunOnFailure, virsh("shutdown"), false},
		{"a halted machine is started by hand", compute.RunHalted, virsh("start"), false},
	} {
		w.t.Run(d.name, func(t *testing.T) {
			w := world{t: t, dir: w.dir}
			w.create(tiny("victim").Strategy(d.strategy).Obj())
			before, halted := ready, d.strategy == compute.RunHalted
			if halted {
				before = because(compute.ReasonHalted)
			}
			vm := w.awaitVM("victim", "as asked", before)
			began := time.Now()
			d.befall(w, vm)
			changed := func(now *compute.VirtualMachine) bool {
				return up(now) == halted || (now.Status.StartedAt != nil && !now.Status.StartedAt.Equal(vm.Status.StartedAt))
			}
			w.awaitVM("victim", "told of", changed)
			told := time.Since(began)
			if told > statusLimit {
				t.Errorf("the status told after %s, want at most %s", told, statusLimit)
			}
			if d.again {
				w.awaitVM("victim", "running anew", func(now *compute.VirtualMachine) bool {
					return ready(now) && now.Status.StartedAt.After(vm.Status.StartedAt.Time)
				})
			} else {
				w.awaitVM("victim", "down", func(now *compute.VirtualMachine) bool { return down(now) && because(compute.ReasonHalted)(now) })
			}
			t.Logf("told after %s, settled after %s", told.Round(time.Millisecond), time.Since(began).Round(time.Millisecond))
			w.clear()
		})
	}
}
