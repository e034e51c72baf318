package domainxml

import (
	"encoding/xml"
	"fmt"

	"k8s.io/apimachinery/pkg/types"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/disks"
)

// tbCacheMiB bounds QEMU's cache of translated code, which is a gigabyte by
// default: more than a small guest has memory.
const tbCacheMiB = 32

// Spec is everything a definition is made from.
type Spec struct {
	Machine  driver.Machine
	Platform Platform
	Disks    []disks.Disk
	// DirectIO: the disks' file system can bypass the page cache.
	DirectIO bool
	// Dir is the folder of the disks.
	Dir string
	// SerialLog is the file that the first serial port is written to.
	SerialLog string
}

// Name is the domain's name, derived from the machine's UID.
func Name(uid types.UID) string { return "ikp-" + string(uid) }

// Build writes the definition. The same spec gives the same bytes.
func Build(s Spec) (string, error) {
	m := s.Machine
	tag := Tag{UID: m.UID, Resources: m.Resources, Dir: s.Dir}
	if m.NIC != nil {
		tag.Address = m.NIC.Address
	}
	d := domain{
		Type: s.Platform.Type, Name: Name(m.UID), UUID: string(m.UID), Title: m.Namespace + "/" + m.Name,
		Metadata:   tag.xml(),
		Memory:     quantity{Unit: "MiB", Value: m.Resources.MemoryMiB},
		VCPU:       m.Resources.VCPU,
		OS:         osXML{Type: osType{Arch: s.Platform.Arch, Machine: "pc", Name: s.Platform.OSType}},
		Features:   featuresOf(s.Platform),
		CPU:        cpuOf(s.Platform),
		OnPowerOff: "destroy", OnReboot: "restart", OnCrash: "destroy",
		Devices: devicesOf(s),
	}
	out, err := xml.MarshalIndent(d, "", "  ")
	if err != nil {
		return "", fmt.Errorf("writing the definition of machine %s: %w", m.UID, err)
	}
	return string(out) + "\n", nil
}

func featuresOf(p Platform) features {
	f := features{ACPI: &empty{}}
	if p.Emulated() {
		f.TCG = &tcg{Cache: quantity{Unit: "MiB", Value: tbCacheMiB}}
	}
	return f
}

// cpuOf passes the host's processor through, or emulates all that QEMU can:
// today's distributions need more than its default.
func cpuOf(p Platform) *cpu {
	switch {
	case p.Accelerated():
		return &cpu{Mode: "host-passthrough"}
	case p.Emulated():
		return &cpu{Mode: "maximum"}
	}
	return nil
}

func devicesOf(s Spec) devices {
	d := devices{
		Emulator:   s.Platform.Emulator,
		Serial:     serial{Type: "pty", Log: serialLog{File: s.SerialLog, Append: "on"}},
		Channel:    channel{Type: "unix", Target: channelTarget{Type: "virtio", Name: "org.qemu.guest_agent.0"}},
		MemBalloon: model{Name: "virtio"},
		RNG:        rng{Model: "virtio", Backend: rngBackend{Model: "random", Path: "/dev/urandom"}},
	}
	for i, k := range s.Disks {
		d.Disks = append(d.Disks, diskOf(i, k, s.DirectIO))
	}
	if n := s.Machine.NIC; n != nil {
		d.Interface = &nic{Type: "bridge", MAC: address{n.MAC}, Source: bridge{n.Bridge}, Model: typed{"virtio"}}
		if n.Unplugged {
			d.Interface.Link = &link{State: linkDown}
		}
	}
	return d
}

func diskOf(i int, k disks.Disk, direct bool) disk {
	d := disk{
		Type: "file", Device: "disk",
		Driver: diskDriver{Name: "qemu", Type: string(k.Format)},
		Source: source{File: k.Path},
		Target: target{Dev: "vd" + string(rune('a'+i)), Bus: "virtio"},
	}
	switch {
	case k.ReadOnly:
		d.ReadOnly = &empty{}
	default:
		d.Driver.Discard = "unmap"
		if direct {
			d.Driver.Cache = "none"
		}
	}
	if i == 0 {
		d.Boot = &boot{Order: 1}
	}
	return d
}
