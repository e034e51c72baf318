package controlplane

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// process is kube-controller-manager with its folder. Nil when none was asked for.
type process struct {
	cmd *exec.Cmd
	dir string
}

// startControllerManager starts the loops that tests wait for: namespaces and
// owned objects are really deleted.
func startControllerManager(kubeconfig []byte) (*process, error) {
	dir, err := os.MkdirTemp("", "ikp-kcm-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for kube-controller-manager: %w", err)
	}
	path := dir + "/kubeconfig"
	if err := os.WriteFile(path, kubeconfig, 0o600); err != nil {
		return nil, fmt.Errorf("writing a kubeconfig: %w", err)
	}
	cmd := exec.Command(asset("kube-controller-manager"), "--kubeconfig="+path, "--leader-elect=false",
		"--secure-port=0", "--controllers=namespace-controller,garbage-collector-controller",
		"--kube-api-qps=1000", "--kube-api-burst=2000")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting kube-controller-manager: %w", err)
	}
	return &process{cmd: cmd, dir: dir}, nil
}

// stop ends the process at once: it holds no state.
func (p *process) stop() error {
	if p == nil {
		return nil
	}
	if err := p.cmd.Process.Kill(); err != nil {
		return fmt.Errorf("stopping kube-controller-manager: %w", err)
	}
	if _, err := p.cmd.Process.Wait(); err != nil {
		return fmt.Errorf("stopping kube-controller-manager: %w", err)
	}
	return os.RemoveAll(p.dir)
}
