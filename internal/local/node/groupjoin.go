package node

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// joinGroups puts this process into the node's control groups. Its children follow.
func (l Layout) joinGroups() error {
	groups, err := l.groups()
	if err != nil {
		return err
	}
	if err := divide(); err != nil {
		return err
	}
	for _, g := range groups {
		if err := makeGroup(g); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(g, "cgroup.procs"), []byte("0"), 0o600); err != nil {
			return fmt.Errorf("entering control group %s: %w", g, err)
		}
	}
	return nil
}

// needed are the controllers without which no pod is bounded.
var needed = []string{"cpu", "memory", "pids"}

// divide lets the machine's root of version 2 divide what pods need, where it
// does not yet: systemd does so from the start.
func divide() error {
	one, err := unified()
	if err != nil || !one {
		return err
	}
	file := filepath.Join(cgroupRoot, "cgroup.subtree_control")
	raw, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("looking at the control groups: %w", err)
	}
	have := strings.Fields(string(raw))
	for _, controller := range needed {
		if slices.Contains(have, controller) {
			continue
		}
		if err := os.WriteFile(file, []byte("+"+controller), 0o600); err != nil {
			return fmt.Errorf("dividing control group %s: %w", controller, err)
		}
	}
	return nil
}

// makeGroup makes a control group. One without processors and memory, where the
// hierarchy divides those, takes no process.
func makeGroup(group string) error {
	if err := os.Mkdir(group, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("making control group %s: %w", group, err)
	}
	for _, file := range []string{"cpuset.cpus", "cpuset.mems"} {
		value, err := os.ReadFile(filepath.Join(filepath.Dir(group), file))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(group, file), value, 0o600)
		}
		if err != nil {
			return fmt.Errorf("making control group %s: %w", group, err)
		}
	}
	return nil
}
