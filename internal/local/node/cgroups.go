package node

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
	"k8s.io/apimachinery/pkg/util/wait"
)

// How long the kernel may take to forget processes, and how often to look.
const (
	cleanTimeout  = 5 * time.Second
	cleanInterval = 50 * time.Millisecond
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

// join puts this process into the node's control groups. Its children follow.
func (l Layout) joinGroups() error {
	groups, err := l.groups()
	if err != nil {
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

// Clean takes away the control groups of a node that has ended. A machine on
// which none was ever made has none.
func (l Layout) Clean(ctx context.Context) error {
	groups, err := l.groups()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var errs []error
	for _, g := range groups {
		errs = append(errs, awaitRemoved(ctx, g))
	}
	return errors.Join(errs...)
}

// awaitRemoved tries again while the kernel still counts processes that have ended.
func awaitRemoved(ctx context.Context, group string) error {
	var last error
	err := wait.PollUntilContextTimeout(ctx, cleanInterval, cleanTimeout, true, func(context.Context) (bool, error) {
		last = removeGroup(group)
		return last == nil, nil
	})
	if wait.Interrupted(err) && last != nil {
		return last
	}
	return err
}

// removeGroup takes a control group away with all below it.
func removeGroup(group string) error {
	below, err := os.ReadDir(group)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("removing control group %s: %w", group, err)
	}
	for _, entry := range below {
		if entry.IsDir() {
			if err := removeGroup(filepath.Join(group, entry.Name())); err != nil {
				return err
			}
		}
	}
	if err := os.Remove(group); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing control group %s: %w", group, err)
	}
	return nil
}
