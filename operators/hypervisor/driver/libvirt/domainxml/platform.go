package domainxml

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
)

// Types of domain that the platform can use.
const (
	kindKVM  = "kvm"
	kindQEMU = "qemu"
	kindTest = "test"
)

// Platform is the kind of machine that a hypervisor runs.
type Platform struct {
	// Type of domain: kvm, qemu (emulated) or test.
	Type string
	// OSType is how guests boot: hvm.
	OSType string
	// Arch of the guests: x86_64.
	Arch string
	// Emulator is QEMU's path; empty for the test driver.
	Emulator string
}

// Accelerated reports whether the processor helps: Type is never assumed.
func (p Platform) Accelerated() bool { return p.Type == kindKVM }

// Emulated reports whether QEMU translates the guest's code itself.
func (p Platform) Emulated() bool { return p.Type == kindQEMU }

// Pretended reports whether guests do not run at all.
func (p Platform) Pretended() bool { return p.Type == kindTest }

type capabilities struct {
	HostArch string `xml:"host>cpu>arch"`
	Guests   []struct {
		OSType string `xml:"os_type"`
		Arch   struct {
			Name     string `xml:"name,attr"`
			Emulator string `xml:"emulator"`
			Domains  []struct {
				Type string `xml:"type,attr"`
			} `xml:"domain"`
		} `xml:"arch"`
	} `xml:"guest"`
}

var errNoGuests = errors.New("the hypervisor runs no full virtual machines of its own architecture; install its QEMU")

// ParsePlatform chooses from what a hypervisor says that it can do: guests of
// its own architecture, accelerated where that is possible and wanted.
func ParsePlatform(capabilitiesXML string, accelerate bool) (Platform, error) {
	var c capabilities
	if err := xml.Unmarshal([]byte(capabilitiesXML), &c); err != nil {
		return Platform{}, fmt.Errorf("reading the hypervisor's capabilities: %w", err)
	}
	for _, g := range c.Guests {
		if g.OSType != "hvm" || g.Arch.Name != c.HostArch {
			continue
		}
		offered := make([]string, 0, len(g.Arch.Domains))
		for _, d := range g.Arch.Domains {
			offered = append(offered, d.Type)
		}
		for _, kind := range []string{kindKVM, kindQEMU, kindTest} {
			if slices.Contains(offered, kind) && (kind != kindKVM || accelerate) {
				return Platform{Type: kind, OSType: g.OSType, Arch: g.Arch.Name, Emulator: g.Arch.Emulator}, nil
			}
		}
	}
	return Platform{}, errNoGuests
}
