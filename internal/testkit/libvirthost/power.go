package libvirthost

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/govtech-kz/ikp/internal/local/host"
	"github.com/govtech-kz/ikp/internal/local/process"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// PowerOn starts the host, after PowerFailure or PowerOff.
func (h *Host) PowerOn() {
	h.t.Helper()
	self, err := os.Executable()
	if err != nil {
		h.t.Fatal(err)
	}
	env := []string{initVariable + "=" + h.Dir, "PATH=" + os.Getenv("PATH")}
	if h.layout.Emulate {
		env = append(env, emulateVariable+"=yes")
	}
	_, err = h.table.Start(process.Spec{
		Name: h.layout.Name, Path: self, Log: filepath.Join(h.Dir, "init.log"), Namespaces: host.Namespaces, Env: env,
	})
	if err != nil {
		h.t.Fatalf("starting a host (root is needed): %v", err)
	}
	controlplane.Eventually(h.t, "libvirtd answers; its log is in "+h.Dir, h.answers)
}

// PowerOff stops the host with its guests in good order.
func (h *Host) PowerOff() {
	h.t.Helper()
	if err := h.table.Stop(h.t.Context(), h.layout.Name, grace); err != nil {
		h.t.Fatal(err)
	}
}

// PowerFailure ends the host and its guests between two instructions.
func (h *Host) PowerFailure() {
	h.t.Helper()
	h.kill(h.initPID())
	controlplane.Eventually(h.t, "the host is gone", func() bool { return !h.alive() })
}

// KillLibvirtd ends the daemon; the guests run on and the host starts it again.
func (h *Host) KillLibvirtd() {
	h.t.Helper()
	before := h.libvirtd()
	h.kill(before)
	controlplane.Eventually(h.t, "another libvirtd answers", func() bool {
		now := h.libvirtd()
		return now != 0 && now != before && h.answers()
	})
}

func (h *Host) kill(pid int) {
	h.t.Helper()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		h.t.Fatalf("killing process %d: %v", pid, err)
	}
}

func (h *Host) initPID() int {
	h.t.Helper()
	record, err := h.table.Find(h.layout.Name)
	if err != nil || record == nil {
		h.t.Fatalf("the host has no process: %v", err)
	}
	return record.PID
}

func (h *Host) alive() bool {
	h.t.Helper()
	record, err := h.table.Find(h.layout.Name)
	if err != nil {
		h.t.Fatal(err)
	}
	alive, err := record.Alive()
	if err != nil {
		h.t.Fatal(err)
	}
	return alive
}

// answers has the daemon itself answer: its socket alone may still be held open
// by a child that a killed daemon was about to turn into another program.
func (h *Host) answers() bool {
	return exec.CommandContext(h.t.Context(), "virsh", "-c", h.layout.URI(), "hostname").Run() == nil
}

// libvirtd is the pid of the host's daemon as the test sees it; 0 while there is none.
func (h *Host) libvirtd() int {
	h.t.Helper()
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", h.initPID()))
	if err != nil {
		h.t.Fatal(err)
	}
	for _, list := range lists {
		// A thread that has ended meanwhile has no children.
		children, _ := os.ReadFile(list)
		for _, child := range strings.Fields(string(children)) {
			if isLibvirtd(child) {
				pid, _ := strconv.Atoi(child)
				return pid
			}
		}
	}
	return 0
}

func isLibvirtd(pid string) bool {
	name, err := os.ReadFile("/proc/" + pid + "/comm")
	return err == nil && string(name) == "libvirtd\n"
}
