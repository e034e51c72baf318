package node

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// pluginDirs are where distributions put the programs that connect pods.
var pluginDirs = []string{"/usr/lib/cni", "/opt/cni/bin", "/usr/libexec/cni"}

// pluginDir is the first of them that has what the node uses; empty when none has.
func pluginDir() string {
	for _, dir := range pluginDirs {
		if isFile(filepath.Join(dir, "ptp")) && isFile(filepath.Join(dir, "host-local")) {
			return dir
		}
	}
	return ""
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// Capable says what this machine lacks for a node; nil when nothing is known to
// be missing. What the kernel cannot do shows only when the node is started.
func Capable() error {
	if os.Geteuid() != 0 {
		return errors.New("a node that runs pods needs root: run with sudo")
	}
	for _, program := range []string{"containerd", "ctr", "runc", "nft", "ip"} {
		if _, err := exec.LookPath(program); err != nil {
			return fmt.Errorf("%s is not installed: run hack/setup", program)
		}
	}
	if pluginDir() == "" {
		return fmt.Errorf("the plugins ptp and host-local are in none of %v: run hack/setup", pluginDirs)
	}
	return nil
}
