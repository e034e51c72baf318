package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/govtech-kz/ikp/internal/local/durable"
)

// Drivers of the hosts.
const (
	// DriverLibvirt runs real machines under a private libvirtd for each host.
	DriverLibvirt = "libvirt"
	// DriverFixture only pretends: no machine really runs.
	DriverFixture = "fixture"
)

// Whether pods run on the machine.
const (
	// NodeAuto: when the machine can.
	NodeAuto = "auto"
	// NodeOn: or `up` fails.
	NodeOn = "on"
	// NodeOff: no.
	NodeOff = "off"
)

// State is one local control plane. What is set once stays: ports are in
// kubeconfigs, hosts hold machines.
type State struct {
	// Name of the control plane, for people and for the kubeconfig's context.
	Name string `json:"name"`
	// Driver of the hosts: DriverLibvirt or DriverFixture.
	Driver string `json:"driver"`
	// Hosts by name.
	Hosts []string `json:"hosts"`
	// KVM says that the machine's KVM runs guests. It was tried once: a host whose
	// command line changed would be restarted, and its guests with it.
	KVM bool `json:"kvm,omitempty"`
	// Node is NodeAuto, NodeOn or NodeOff; empty is NodeAuto.
	Node string `json:"node,omitempty"`
	// NodeLink are the addresses between machine and node, as a prefix; empty
	// while there is no node. NodeImage is what the platform's own pods run.
	NodeLink  string `json:"nodeLink,omitempty"`
	NodeImage string `json:"nodeImage,omitempty"`
	// DataCentre and Segment of the hosts.
	DataCentre string `json:"dataCentre"`
	Segment    string `json:"segment"`
	// Ports by what listens on them.
	Ports map[string]int `json:"ports"`
	// HostUUIDs are the identities of the hosts' libvirtds, by host.
	HostUUIDs map[string]string `json:"hostUUIDs,omitempty"`
}

const fileName = "state.json"

// Load reads the state of a folder; nil when there is none.
func Load(dir string) (*State, error) {
	raw, err := os.ReadFile(filepath.Join(dir, fileName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the state of %q: %w", dir, err)
	}
	s := &State{}
	if err := json.Unmarshal(raw, s); err != nil {
		return nil, fmt.Errorf("reading the state of %q: %w", dir, err)
	}
	return s, nil
}

// Save writes the state into a folder.
func (s *State) Save(dir string) error {
	raw, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding the state of %q: %w", dir, err)
	}
	return durable.WriteFile(filepath.Join(dir, fileName), append(raw, '\n'), 0o600)
}
