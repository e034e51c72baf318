package seed

import (
	"fmt"
	"regexp"

	"sigs.k8s.io/yaml"
)

// longestHostname is the kernel's limit for a hostname, in bytes.
const longestHostname = 64

var (
	// A hostname is DNS labels: nothing else may reach the console.
	hostname = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$`)
	instance = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$`)
)

// MetaData is who the machine is.
type MetaData struct {
	// InstanceID changes when the machine is another one.
	InstanceID string `json:"instance-id"`
	// Hostname is the name the machine shall have.
	Hostname string `json:"local-hostname"`
}

// ParseMetaData reads the file meta-data, YAML or JSON. Both fields must be
// there and be names, since they go to the console as they are.
func ParseMetaData(text []byte) (MetaData, error) {
	var m MetaData
	if err := yaml.Unmarshal(text, &m); err != nil {
		return MetaData{}, fmt.Errorf("reading meta-data: not YAML")
	}
	if len(m.Hostname) > longestHostname || !hostname.MatchString(m.Hostname) {
		return MetaData{}, fmt.Errorf("reading meta-data: local-hostname is not a host name of at most %d characters", longestHostname)
	}
	if !instance.MatchString(m.InstanceID) {
		return MetaData{}, fmt.Errorf("reading meta-data: instance-id is not an identifier of at most 128 characters")
	}
	return m, nil
}
