package host

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The program proves something about KVM only if it runs where nothing is wrong:
// QEMU's own emulation.
func TestTheProgramThatTriesKVMRuns(t *testing.T) {
	disk := filepath.Join(t.TempDir(), "disk")
	if err := os.WriteFile(disk, bootDisk(kvmProgram), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "qemu-system-x86_64", tryArgs("tcg", disk)...)
	out, err := cmd.CombinedOutput()
	if got := cmd.ProcessState.ExitCode(); got != kvmExit {
		t.Errorf("QEMU ended with code %d, want %d: %v\n%s", got, kvmExit, err, out)
	}
}
