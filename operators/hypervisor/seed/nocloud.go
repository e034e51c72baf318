package seed

import (
	"fmt"

	"sigs.k8s.io/yaml"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// label is what cloud-init looks for.
const label = "cidata"

// NoCloud is the seed volume of a machine. The same machine gives the same bytes.
func NoCloud(m driver.Machine) ([]byte, error) {
	meta, err := yaml.Marshal(map[string]string{"instance-id": string(m.UID), "local-hostname": m.Name})
	if err != nil {
		return nil, fmt.Errorf("writing the meta data of machine %s/%s: %w", m.Namespace, m.Name, err)
	}
	files := []file{{"meta-data", meta}, {"user-data", userData(m)}}
	if m.NIC != nil {
		network, err := yaml.Marshal(networkConfig(*m.NIC))
		if err != nil {
			return nil, fmt.Errorf("writing the network of machine %s/%s: %w", m.Namespace, m.Name, err)
		}
		files = append(files, file{"network-config", network})
	}
	return iso9660(label, files)
}

// userData is never empty: cloud-init waits for a file that it can read.
func userData(m driver.Machine) []byte {
	if len(m.UserData) == 0 {
		return []byte("#cloud-config\n{}\n")
	}
	return m.UserData
}

type network struct {
	Version   int                 `json:"version"`
	Ethernets map[string]ethernet `json:"ethernets"`
}

type ethernet struct {
	Match     map[string]string `json:"match"`
	Addresses []string          `json:"addresses"`
	Routes    []route           `json:"routes"`
}

type route struct {
	To  string `json:"to"`
	Via string `json:"via"`
}

// networkConfig is version 2. The interface is found by its hardware address,
// whatever the guest calls it.
func networkConfig(n driver.NIC) network {
	return network{Version: 2, Ethernets: map[string]ethernet{"nic0": {
		Match:     map[string]string{"macaddress": n.MAC},
		Addresses: []string{n.Address},
		Routes:    []route{{To: "0.0.0.0/0", Via: n.Gateway}},
	}}}
}
