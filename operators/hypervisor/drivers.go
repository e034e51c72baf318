package main

import (
	"path/filepath"

	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/fixture"
)

// fixtureCapacity is what a pretended host has.
var fixtureCapacity = compute.Resources{VCPU: 16, MemoryMiB: 64 << 10, DiskGiB: 1 << 10}

func openDriver(o *options, h host) (driver.Driver, error) {
	if o.driver == driverFixture {
		ctrl.Log.Info("driver fixture: NO MACHINE WILL REALLY RUN", "host", h.name)
		return fixture.New(fixture.Options{
			Name: h.name, Capacity: fixtureCapacity, Clock: clock.RealClock{},
			StateFile: filepath.Join(o.stateDir, "fixture", h.name+".json"),
		})
	}
	return openLibvirt(o, h)
}
