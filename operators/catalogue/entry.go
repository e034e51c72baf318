package catalogue

import (
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// entry is a kind of the catalogue and what refers to it.
type entry struct {
	// name of the controller, and noun, by which people know the kind.
	name, noun string
	kind       client.Object
	// user is the kind that refers to entries, users a list of it.
	user  client.Object
	users client.ObjectList
	// refersTo is the name of the entry that a user refers to.
	refersTo func(user client.Object) string
	// wayOut says who takes the users away.
	wayOut string
}

func entries() []entry {
	vm, vms := &compute.VirtualMachine{}, &compute.VirtualMachineList{}
	return []entry{
		{
			"image", "image", &compute.Image{}, vm, vms,
			func(vm client.Object) string { return vm.(*compute.VirtualMachine).Spec.Image },
			"the owners of the machines delete them",
		},
		{
			"machinetype", "machine type", &compute.MachineType{}, vm, vms,
			func(vm client.Object) string { return vm.(*compute.VirtualMachine).Spec.MachineType },
			"the owners of the machines delete them or choose another machine type",
		},
		{
			"datacentre", "data centre", &compute.DataCentre{}, &compute.Host{}, &compute.HostList{},
			func(h client.Object) string { return h.(*compute.Host).Spec.DataCentre },
			"the platform operator deletes the hosts that stand in it",
		},
	}
}
