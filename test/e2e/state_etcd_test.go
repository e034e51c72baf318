//go:build e2e

package e2e

import (
	"context"
	"path/filepath"
	"slices"
	"syscall"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

func namedHost(name string) metav1.ObjectMeta { return metav1.ObjectMeta{Name: name} }

// controlPlane is everything that holds or caches what is in etcd, in the order in
// which the guide on restoring stops it. Machines run in libvirtd's hosts.
var controlPlane = []string{
	"ikp-hypervisor-host-a", "ikp-hypervisor-host-b", "ikp-operators", "ikp-controllers", "ikp-apiserver",
	"kube-controller-manager", "kube-apiserver", "etcd",
}

// etcdRestoreDrill restores a backup from before one machine was bound and another
// was created.
func (w world) etcdRestoreDrill() {
	bound := w.run("bound")
	w.stop(syscall.SIGKILL, "ikp-operators")
	w.create(tiny("unbound").Obj())
	data, backup := filepath.Join(w.dir, "etcd"), filepath.Join(w.dir, "etcd-backup")
	w.stop(syscall.SIGTERM, "etcd")
	w.copyFolder(data, backup)
	w.up()
	unbound := w.awaitVM("unbound", "ready", ready)
	created := w.run("created")
	running := w.emulators()

	w.stop(syscall.SIGTERM, controlPlane...)
	w.copyFolder(backup, data)
	w.up()

	again := w.awaitVM("unbound", "ready again", ready)
	if again.UID != unbound.UID || again.Spec.Host != unbound.Spec.Host {
		w.t.Errorf("machine unbound was %s on %s and is %s on %s", unbound.UID, unbound.Spec.Host, again.UID, again.Spec.Host)
	}
	host := &compute.Host{ObjectMeta: namedHost(created.Spec.Host)}
	w.await("the machine without an object to be reported", func(ctx context.Context, c client.Client) (bool, error) {
		err := c.Get(ctx, client.ObjectKeyFromObject(host), host)
		return slices.Contains(host.Status.Machines, created.UID), err
	})
	for _, vm := range []*compute.VirtualMachine{bound, unbound, created} {
		w.wantUntouched(vm, running)
	}
	w.wantAccounted(bound, unbound, created)
	w.awaitUsed(sum(3))
	// The controllers compare once when they start: by now every host has reported.
	w.stop(syscall.SIGTERM, "ikp-controllers")
	w.up()
	w.awaitTold(host, compute.ReasonMachineWithoutObject)
	w.removeOrphan(created)
	w.run("new")
}

// removeOrphan is the documented way out.
func (w world) removeOrphan(vm *compute.VirtualMachine) {
	w.t.Helper()
	w.virsh(vm.Spec.Host, "destroy", domainName(vm.UID))
	w.virsh(vm.Spec.Host, "undefine", domainName(vm.UID))
	host := &compute.Host{}
	w.await("the host to be rid of it", func(ctx context.Context, c client.Client) (bool, error) {
		err := c.Get(ctx, client.ObjectKey{Name: vm.Spec.Host}, host)
		return !slices.Contains(host.Status.Machines, vm.UID), err
	})
}
