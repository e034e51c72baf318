// Package conformance is what every driver must do. The fixture, libvirt's test
// driver and libvirt with QEMU run the same suite.
package conformance
