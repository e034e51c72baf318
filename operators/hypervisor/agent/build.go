package agent

import (
	"context"
	"errors"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// userDataKey is the key of cloud-init's user data in a secret.
const userDataKey = "user-data"

// awaitUserData is how soon a copy of user data that is not there is looked for.
const awaitUserData = time.Second

var errNoImage = errors.New("the image is not in the catalogue")

// machine is what the driver must know of the machine.
func (r *Machines) machine(ctx context.Context, s *scope) (driver.Machine, error) {
	if s.image == nil {
		return driver.Machine{}, errNoImage
	}
	m := driver.Machine{
		UID: s.vm.UID, Namespace: s.vm.Namespace, Name: s.vm.Name,
		Resources: s.facts.Want, RootDiskGiB: s.vm.Spec.RootDiskGiB,
		Image: driver.Image{File: s.image.Spec.File, SHA256: s.image.Spec.SHA256, Format: s.image.Spec.Format},
		Probe: s.image.Spec.Probe,
	}
	for _, d := range s.vm.Spec.DataDisks {
		m.DataDisks = append(m.DataDisks, driver.DataDisk{Name: d.Name, SizeGiB: d.SizeGiB})
	}
	var err error
	if m.UserData, err = r.userData(ctx, s.vm); err != nil {
		return driver.Machine{}, err
	}
	if m.NIC, err = r.nic(ctx, m, s.facts.Observed.Address); m.NIC != nil {
		m.NIC.Unplugged = s.facts.Quarantined
	}
	return m, err
}

// userData reads the copy that placement puts into this host's namespace once the
// machine is bound: a host cannot read the secrets of a tenant.
func (r *Machines) userData(ctx context.Context, vm *compute.VirtualMachine) ([]byte, error) {
	if vm.Spec.UserData == nil {
		return nil, nil
	}
	secret := &corev1.Secret{}
	key := client.ObjectKey{Namespace: compute.HostNamespace(r.Host), Name: "vm-" + string(vm.UID)}
	err := r.client.Get(ctx, key, secret)
	if apierrors.IsNotFound(err) {
		return nil, &driver.InProgress{What: "handing the machine's user data over", After: awaitUserData}
	}
	if err != nil {
		return nil, fmt.Errorf("reading the user data of machine %s/%s: %w", vm.Namespace, vm.Name, err)
	}
	return secret.Data[userDataKey], nil
}

// nic is the machine's network interface. An address that its domain has already
// stays.
func (r *Machines) nic(ctx context.Context, m driver.Machine, has string) (*driver.NIC, error) {
	if r.Network == nil {
		return nil, nil
	}
	inventory, err := r.Driver.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("listing the addresses of host %q: %w", r.Host, err)
	}
	var taken []string
	for _, o := range inventory.Machines {
		if o.UID != m.UID && o.Address != "" {
			taken = append(taken, o.Address)
		}
	}
	return r.Network.NIC(m, has, taken)
}
