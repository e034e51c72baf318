//go:build libvirt

package main

import (
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt"
)

func openLibvirt(o *options, h host) (driver.Driver, error) {
	return libvirt.Open(libvirt.Options{URI: h.uri, StateDir: o.stateDir, ImageDir: o.imageDir, Accelerate: o.accelerate})
}
