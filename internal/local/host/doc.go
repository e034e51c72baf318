// Package host gives a control plane hypervisor hosts of its own on this
// machine: each is a libvirtd that sees its own state folders and its own
// processes only, while the machine's own libvirt is left alone.
package host
