package local

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/govtech-kz/ikp/internal/local/state"
)

// maxHosts is how many hosts a machine can be asked to play.
const maxHosts = 26

// Options are what a control plane is set up with. They are kept: a later `up`
// uses what the first one was given.
type Options struct {
	// Name of the control plane, for people and kubeconfigs.
	Name string
	// Dir holds everything of it.
	Dir string
	// Driver of the hosts: libvirt or fixture.
	Driver string
	// Hosts is how many hosts there are.
	Hosts int
	// DataCentre in which the hosts stand; registered when it does not exist.
	DataCentre string
	// Segment of the hosts: G2G or G2CB.
	Segment string
	// Node says whether pods run on this machine: auto, on or off.
	Node string
	// Programs is the folder with ikp-kube and the platform's programs.
	Programs string
}

// Environment is what a control plane needs of its surroundings.
type Environment struct {
	// Log takes progress for people.
	Log io.Writer
	// Now tells the time.
	Now func() time.Time
}

var validName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$`)

// Validate names the first option that cannot be used, and what can.
func (o Options) Validate() error {
	switch {
	case !validName.MatchString(o.Name):
		return fmt.Errorf("--name %q: want lower-case letters, digits and dashes, at most 32", o.Name)
	case !filepath.IsAbs(o.Dir):
		return fmt.Errorf("--dir %q: want an absolute path", o.Dir)
	case !slices.Contains([]string{state.DriverLibvirt, state.DriverFixture}, o.Driver):
		return fmt.Errorf("--driver %q: want %s or %s", o.Driver, state.DriverLibvirt, state.DriverFixture)
	case o.Hosts < 1 || o.Hosts > maxHosts:
		return fmt.Errorf("--hosts %d: want 1 to %d", o.Hosts, maxHosts)
	}
	return nil
}

// DefaultDir is where a control plane of this name lies when nobody says where:
// below /var/lib for root, who alone can run real machines; in the user's state
// folder for everybody else.
func DefaultDir(name string, root bool, env func(string) string) string {
	if root {
		return filepath.Join("/var/lib/ikp", name)
	}
	if base := env("XDG_STATE_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, "ikp", name)
	}
	return filepath.Join(env("HOME"), ".local/state/ikp", name)
}

// DefaultPrograms is the folder of the running program: `make build` puts all of
// them side by side.
func DefaultPrograms() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding the running program: %w", err)
	}
	if self, err = filepath.EvalSymlinks(self); err != nil {
		return "", fmt.Errorf("finding the running program: %w", err)
	}
	return filepath.Dir(self), nil
}

// hostNames are host-a, host-b …
func (o Options) hostNames() []string {
	names := make([]string, o.Hosts)
	for i := range names {
		names[i] = "host-" + string(rune('a'+i))
	}
	return names
}
