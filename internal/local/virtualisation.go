package local

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// checkVirtualisation says what is missing for hosts that run real machines, and
// the two ways out.
func checkVirtualisation() error {
	const otherwise = "or use --driver=fixture, with which no machine really runs"
	if os.Geteuid() != 0 {
		return errors.New("hosts with a libvirtd of their own need root: run with sudo, " + otherwise)
	}
	for _, program := range []string{"libvirtd", "qemu-system-x86_64", "qemu-img"} {
		if _, err := exec.LookPath(program); err != nil {
			return fmt.Errorf("%s is not installed: run hack/setup, %s", program, otherwise)
		}
	}
	return nil
}
