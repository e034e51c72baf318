//go:build libvirt

// Command rawlibvirt defines and starts machines by hand, as the agent defines
// them, and prints how long each took in milliseconds:
//
//	rawlibvirt URI COUNT
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/uuid"
	binding "libvirt.org/go/libvirt"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/disks"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt/domainxml"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "rawlibvirt:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	const wanted = 2
	if len(args) != wanted {
		return fmt.Errorf("want URI COUNT, got %q", args)
	}
	count, err := strconv.Atoi(args[1])
	if err != nil {
		return fmt.Errorf("reading the count: %w", err)
	}
	c, err := binding.NewConnect(args[0])
	if err != nil {
		return fmt.Errorf("connecting to %q: %w", args[0], err)
	}
	defer c.Close() //nolint:errcheck // the process ends
	platform, err := platformOf(c)
	if err != nil {
		return err
	}
	took := make([]float64, 0, count)
	for range count {
		one, err := defineAndStart(c, platform)
		if err != nil {
			return err
		}
		took = append(took, float64(one)/float64(time.Millisecond))
	}
	return json.NewEncoder(os.Stdout).Encode(took)
}

func platformOf(c *binding.Connect) (domainxml.Platform, error) {
	capabilities, err := c.GetCapabilities()
	if err != nil {
		return domainxml.Platform{}, fmt.Errorf("asking for the capabilities: %w", err)
	}
	return domainxml.ParsePlatform(capabilities, false)
}

// defineAndStart does no more than a person with virsh would: its definition is
// written before the clock runs.
func defineAndStart(c *binding.Connect, platform domainxml.Platform) (time.Duration, error) {
	definition, err := domainxml.Build(specOf(uuid.NewUUID(), platform))
	if err != nil {
		return 0, err
	}
	began := time.Now()
	dom, err := c.DomainDefineXML(definition)
	if err != nil {
		return 0, fmt.Errorf("defining: %w", err)
	}
	defer dom.Free() //nolint:errcheck // a handle
	if err := dom.Create(); err != nil {
		return 0, fmt.Errorf("starting: %w", err)
	}
	return time.Since(began), nil
}

func specOf(uid types.UID, platform domainxml.Platform) domainxml.Spec {
	return domainxml.Spec{
		Machine: driver.Machine{
			UID: uid, Namespace: "bench", Name: "machine", Resources: compute.Resources{VCPU: 1, MemoryMiB: 32, DiskGiB: 1},
		},
		Platform: platform,
		Disks: []disks.Disk{
			{Path: "/nowhere/root.qcow2", Format: compute.FormatQcow2},
			{Path: "/nowhere/seed.iso", Format: compute.FormatRaw, ReadOnly: true},
		},
		Dir: "/nowhere", SerialLog: "/nowhere/serial.log",
	}
}
