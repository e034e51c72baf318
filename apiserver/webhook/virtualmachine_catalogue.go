package webhook

import (
	"context"

	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

const (
	fieldMachineType = "spec.machineType"
	fieldImage       = "spec.image"
)

// catalogue checks image and machine type and returns the vector asked for; nil
// when it cannot be told.
func (k checks) catalogue(ctx context.Context, c change[compute.VirtualMachine], v *verdict) (*compute.Resources, error) {
	size, err := k.machineType(ctx, c, v)
	if err != nil {
		return nil, err
	}
	image, err := k.image(ctx, c, v)
	if err != nil {
		return nil, err
	}
	if size != nil && image != nil {
		fits(c.now, *size, *image, v)
	}
	if size == nil {
		return nil, nil
	}
	want := c.now.Requested(*size)
	return &want, nil
}

// machineType is nil when the type does not exist. One that was withdrawn or is
// being deleted stays good for machines that have it.
func (k checks) machineType(ctx context.Context, c change[compute.VirtualMachine], v *verdict) (*compute.MachineTypeSpec, error) {
	name := c.now.Spec.MachineType
	var t compute.MachineType
	found, err := k.find(ctx, client.ObjectKey{Name: name}, &t)
	if err != nil {
		return nil, err
	}
	if !found {
		v.refuse(compute.ReasonCatalogueMissing, "", fieldMachineType,
			"machine type %s does not exist; choose one of: kubectl get machinetypes", name)
		return nil, nil
	}
	if retired(&t, t.Spec.Withdrawn) && (c.before == nil || c.before.Spec.MachineType != name) {
		v.refuse(reasonWithdrawn, "", fieldMachineType,
			"machine type %s is withdrawn; choose another one of: kubectl get machinetypes", name)
	}
	return &t.Spec, nil
}

// image is nil when it does not exist. It is looked at on a create alone: the
// image of a machine cannot change.
func (k checks) image(ctx context.Context, c change[compute.VirtualMachine], v *verdict) (*compute.ImageSpec, error) {
	if c.before != nil {
		return nil, nil
	}
	name := c.now.Spec.Image
	var i compute.Image
	found, err := k.find(ctx, client.ObjectKey{Name: name}, &i)
	if err != nil {
		return nil, err
	}
	if !found {
		v.refuse(compute.ReasonCatalogueMissing, "", fieldImage, "image %s does not exist; choose one of: kubectl get images", name)
		return nil, nil
	}
	if retired(&i, i.Spec.Withdrawn) {
		v.refuse(reasonWithdrawn, "", fieldImage, "image %s is withdrawn; choose another one of: kubectl get images", name)
	}
	return &i.Spec, nil
}

// retired: an entry that is being deleted waits for its last machine.
func retired(entry client.Object, withdrawn bool) bool {
	return withdrawn || entry.GetDeletionTimestamp() != nil
}

func fits(vm *compute.VirtualMachine, size compute.MachineTypeSpec, image compute.ImageSpec, v *verdict) {
	if vm.Spec.RootDiskGiB < image.MinDiskGiB {
		v.refuse(reasonTooSmall, "", "spec.rootDiskGiB", "image %s needs a root disk of %d GiB, asked are %d; set spec.rootDiskGiB to %d or more",
			vm.Spec.Image, image.MinDiskGiB, vm.Spec.RootDiskGiB, image.MinDiskGiB)
	}
	if size.MemoryMiB < image.MinMemoryMiB {
		v.refuse(reasonTooSmall, "", fieldMachineType, "image %s needs %d MiB of memory, machine type %s has %d; choose a larger one",
			vm.Spec.Image, image.MinMemoryMiB, vm.Spec.MachineType, size.MemoryMiB)
	}
}
