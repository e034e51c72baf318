// Package vm measures the way of a machine from its creation to running, beside
// the same machine defined and started by hand through libvirt, and what a
// machine costs each program in memory. Libvirt's own test driver stands for the
// hypervisor: nothing boots, so what is measured is the platform.
package vm
