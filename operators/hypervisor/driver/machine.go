package driver

import (
	"io"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// Machine is all that a hypervisor must know to realise a virtual machine.
type Machine struct {
	// UID of the VirtualMachine: the domain's UUID, and part of its name.
	UID types.UID
	// Namespace and Name are the object's, for people.
	Namespace, Name string
	// Resources is the vector the machine holds; DiskGiB is the sum of its disks.
	Resources compute.Resources
	// RootDiskGiB is the size of the root disk in GiB.
	RootDiskGiB int64
	// DataDisks follow the root disk, in this order.
	DataDisks []DataDisk
	// Image is what the root disk starts from.
	Image Image
	// UserData is cloud-init's user data; may be empty.
	UserData []byte
	// NIC is the machine's network interface; nil for none.
	NIC *NIC
	// Probe is how the guest will say that it is ready: drivers without real
	// guests answer accordingly.
	Probe compute.GuestProbe
}

// DataDisk is an empty disk.
type DataDisk struct {
	Name    string
	SizeGiB int64
}

// Image is a file of the host's image store.
type Image struct {
	// File is the name within the store.
	File string
	// SHA256 is the digest the file must have, in hexadecimal.
	SHA256 string
	Format compute.ImageFormat
}

// NIC is a network interface on a bridge of the host.
type NIC struct {
	Bridge string
	// MAC is the hardware address, derived from the UID.
	MAC string
	// Address is the guest's address with its prefix length: 10.0.0.5/24.
	Address string
	// Gateway is the bridge's own address.
	Gateway string
	// Unplugged: the machine starts without a connection.
	Unplugged bool
}

// HostInfo is what a hypervisor says of itself.
type HostInfo struct {
	// Hypervisor names what runs the machines: QEMU 7.2.0 / libvirt 9.0.0, qemu.
	Hypervisor string
	// Capacity is what the hardware has: threads, memory, disk.
	Capacity compute.Resources
}

// Log is what a guest wrote on its serial port, over all of its runs.
type Log interface {
	io.ReaderAt
	io.Closer
	// Start is the offset of the first byte that is kept: a long log loses its
	// oldest part.
	Start() (int64, error)
	// Size is how many bytes were written so far, kept or not.
	Size() (int64, error)
}
