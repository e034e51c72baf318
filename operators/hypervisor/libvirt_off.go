//go:build !libvirt

package main

import (
	"errors"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

var errNoLibvirt = errors.New("this binary was built without libvirt: build it with " +
	"`CGO_ENABLED=1 go build -tags libvirt ./operators/hypervisor`, or give --driver=fixture, which runs no machine")

func openLibvirt(*options, host) (driver.Driver, error) { return nil, errNoLibvirt }
