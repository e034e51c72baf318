package node

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// program is one of those that process 1 keeps running.
type program struct {
	name string
	path string
	args []string
	// before must succeed before the program is started: what it needs of others.
	before func() error
}

// programs of the node: containers, network policies and pods.
func (l Layout) programs() []program {
	return []program{
		{name: "containerd", path: "containerd", args: []string{"--config", inside + "/containerd.toml"}, before: l.configureContainerd},
		{name: "walls", path: filepath.Join(l.Programs, "ikpctl"), args: []string{
			"local", "node-walls", "--kubeconfig=" + inside + "/walls.kubeconfig", "--pods=" + PodRange,
		}},
		{name: "kubelet", path: filepath.Join(l.Programs, "ikp-kube"), args: []string{
			"kubelet", "--config=" + inside + "/kubelet.yaml", "--kubeconfig=" + inside + "/kubelet.kubeconfig",
			"--hostname-override=" + Name, "--node-ip=" + l.Address().String(), "--root-dir=/var/lib/kubelet",
		}, before: l.importImage},
	}
}

// configureContainerd stacks file systems where the machine's kernel can, and
// copies them where it cannot.
func (l Layout) configureContainerd() error {
	snapshotter := "native"
	if overlays("/var/lib") {
		snapshotter = "overlayfs"
	}
	conf := fmt.Sprintf(containerdConf, l.Image, pluginDir(), snapshotter)
	if err := os.WriteFile(inside+"/containerd.toml", []byte(conf), 0o600); err != nil {
		return fmt.Errorf("configuring containerd: %w", err)
	}
	return nil
}

// overlays tries whether file systems can be stacked in a folder: on some, such
// as those of containers, they cannot.
func overlays(dir string) bool {
	base, err := os.MkdirTemp(dir, "overlay-")
	if err != nil {
		return false
	}
	defer os.RemoveAll(base) //nolint:errcheck // empty folders
	options := ""
	for _, name := range []string{"lower", "upper", "work", "merged"} {
		if err := os.Mkdir(filepath.Join(base, name), 0o700); err != nil {
			return false
		}
		if name != "merged" {
			options += "," + name + "dir=" + filepath.Join(base, name)
		}
	}
	merged := filepath.Join(base, "merged")
	if unix.Mount("overlay", merged, "overlay", 0, options[1:]) != nil {
		return false
	}
	return unix.Unmount(merged, unix.MNT_DETACH) == nil
}

// importImage hands the platform's own image to containerd, once it answers.
func (l Layout) importImage() error {
	out, err := exec.Command("ctr", "--address", containerSocket, "--namespace", "k8s.io", "--connect-timeout", "30s",
		"images", "import", inside+"/image.tar").CombinedOutput()
	if err != nil {
		return fmt.Errorf("importing %s: %w: %s", l.Archive(), err, out)
	}
	return nil
}
