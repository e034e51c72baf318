package main

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/govtech-kz/ikp/hack/guest/agent"
)

// agentPort is the name that hypervisors give the guest agent's virtio port.
const agentPort = "org.qemu.guest_agent.0"

// agentPoll is how often the port is tried while nobody listens on the host's
// side: it reads as ended then.
const agentPoll = 200 * time.Millisecond

// serveAgent answers the hypervisor where the machine has a port for it.
func serveAgent(out *console) {
	device := findAgentPort()
	if device == "" {
		return
	}
	port, err := os.OpenFile(device, os.O_RDWR, 0)
	if err != nil {
		out.check("opening the guest agent's port", err)
		return
	}
	defer func() { _ = port.Close() }()
	for range time.Tick(agentPoll) {
		if err := agent.Serve(port); err != nil {
			out.check("serving the guest agent", err)
			return
		}
	}
}

func findAgentPort() string {
	names, err := filepath.Glob("/sys/class/virtio-ports/*/name")
	if err != nil {
		return ""
	}
	for _, n := range names {
		text, err := os.ReadFile(n)
		if err == nil && strings.TrimSpace(string(text)) == agentPort {
			return filepath.Join("/dev", filepath.Base(filepath.Dir(n)))
		}
	}
	return ""
}
