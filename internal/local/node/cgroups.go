package node

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

const cgroupRoot = "/sys/fs/cgroup"

// unified reports whether the machine has control groups of version 2 alone.
func unified() (bool, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(cgroupRoot, &s); err != nil {
		return false, fmt.Errorf("looking at the control groups: %w", err)
	}
	return s.Type == unix.CGROUP2_SUPER_MAGIC, nil
}

// hierarchies are the controllers of each hierarchy of version 1 with the folder
// at which it is mounted: "cpu,cpuacct" or "name=systemd".
func hierarchies() (map[string]string, error) {
	raw, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil, fmt.Errorf("listing the control groups: %w", err)
	}
	return parseHierarchies(string(raw)), nil
}

func parseHierarchies(mountinfo string) map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(mountinfo) {
		own, super, found := strings.Cut(line, " - ")
		at, kind := strings.Fields(own), strings.Fields(super)
		if !found || len(at) < 5 || len(kind) < 3 || kind[0] != "cgroup" || filepath.Dir(at[4]) != cgroupRoot {
			continue
		}
		if controllers := onlyControllers(kind[2]); controllers != "" {
			all[controllers] = at[4]
		}
	}
	return all
}

// onlyControllers drops what every mount may say.
func onlyControllers(options string) string {
	var keep []string
	for o := range strings.SplitSeq(options, ",") {
		if o != "rw" && o != "ro" && o != "xattr" && o != "clone_children" && !strings.HasPrefix(o, "release_agent=") {
			keep = append(keep, o)
		}
	}
	return strings.Join(keep, ",")
}

// groups are the node's control groups, one in each hierarchy.
func (l Layout) groups() ([]string, error) {
	one, err := unified()
	if err != nil {
		return nil, err
	}
	if one {
		return []string{filepath.Join(cgroupRoot, l.Tag())}, nil
	}
	all, err := hierarchies()
	if err != nil {
		return nil, err
	}
	var groups []string
	for _, at := range all {
		groups = append(groups, filepath.Join(at, l.Tag()))
	}
	return groups, nil
}
