package host

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// others are the processes of the host besides process 1 and its libvirtd: the
// guests. A list that cannot be read is empty.
func others(libvirtd int) []int {
	entries, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return nil
	}
	var pids []int
	for _, e := range entries {
		pid, err := strconv.Atoi(filepath.Base(e))
		if err == nil && pid != os.Getpid() && pid != libvirtd && !helperOf(pid, libvirtd) {
			pids = append(pids, pid)
		}
	}
	return pids
}

// helperOf reports whether a process is a child of libvirtd, such as a probe of
// QEMU's capabilities; libvirtd ends those itself.
func helperOf(pid, libvirtd int) bool {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	return err == nil && parent(string(status)) == libvirtd
}

// parent reads the pid of a process's parent from /proc/PID/status; 0 when it
// does not say.
func parent(status string) int {
	for line := range strings.Lines(status) {
		if rest, found := strings.CutPrefix(line, "PPid:"); found {
			pid, _ := strconv.Atoi(strings.TrimSpace(rest))
			return pid
		}
	}
	return 0
}
