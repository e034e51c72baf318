// Package agent answers the few commands of the QEMU guest agent by which a
// hypervisor learns that a guest is alive.
package agent
