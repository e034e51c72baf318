package node

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// mountGroups shows the node its own control groups and no others. It runs in
// the node's space, whose root they are.
func mountGroups(one bool, all map[string]string) error {
	if err := mount("sysfs", "/sys", "sysfs", quiet|unix.MS_NOEXEC, ""); err != nil {
		return err
	}
	if one {
		if err := mount("cgroup2", cgroupRoot, "cgroup2", quiet|unix.MS_NOEXEC, ""); err != nil {
			return err
		}
		return delegate()
	}
	if err := mount("tmpfs", cgroupRoot, "tmpfs", quiet|unix.MS_NOEXEC, "mode=755"); err != nil {
		return err
	}
	for controllers, at := range all {
		if err := os.MkdirAll(at, 0o755); err != nil {
			return fmt.Errorf("showing control group %s: %w", controllers, err)
		}
		options := controllers
		if strings.HasPrefix(options, "name=") {
			options = "none," + options
		}
		if err := mount("cgroup", at, "cgroup", quiet|unix.MS_NOEXEC, options); err != nil {
			return err
		}
	}
	return nil
}

// delegate lets pods have control groups of their own: version 2 divides only
// what holds no process itself.
func delegate() error {
	init := filepath.Join(cgroupRoot, "init")
	if err := os.Mkdir(init, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("making control group %s: %w", init, err)
	}
	if err := os.WriteFile(filepath.Join(init, "cgroup.procs"), []byte("0"), 0o600); err != nil {
		return fmt.Errorf("entering control group %s: %w", init, err)
	}
	raw, err := os.ReadFile(filepath.Join(cgroupRoot, "cgroup.controllers"))
	if err != nil {
		return fmt.Errorf("delegating control groups: %w", err)
	}
	for _, controller := range strings.Fields(string(raw)) {
		file := filepath.Join(cgroupRoot, "cgroup.subtree_control")
		if err := os.WriteFile(file, []byte("+"+controller), 0o600); err != nil {
			return fmt.Errorf("delegating control group %s: %w", controller, err)
		}
	}
	return nil
}
