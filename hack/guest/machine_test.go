package guest_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
)

// machine is a running QEMU.
type machine struct {
	t      *testing.T
	folder string
	lines  chan string
	ended  chan error
}

func newMachine(t *testing.T) *machine {
	t.Helper()
	//nolint:usetesting // Socket paths are limited to about a hundred characters, those of t.TempDir are not.
	folder, err := os.MkdirTemp("", "ikp-guest-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return &machine{t: t, folder: folder, lines: make(chan string, 1024), ended: make(chan error, 1)}
}

// boot starts QEMU without hardware virtualisation and reads its serial port.
func (m *machine) boot(args ...string) {
	m.t.Helper()
	cmd := exec.Command("qemu-system-x86_64", append([]string{
		"-accel", "tcg", "-machine", "pc", "-cpu", "qemu64", "-nodefaults", "-display", "none", "-no-reboot",
		"-serial", "stdio", "-qmp", "unix:" + m.socket("qmp") + ",server=on,wait=off",
	}, args...)...)
	serial, err := cmd.StdoutPipe()
	if err != nil {
		m.t.Fatal(err)
	}
	cmd.Stderr = m.t.Output()
	if err := cmd.Start(); err != nil {
		m.t.Fatalf("starting QEMU: %v", err)
	}
	read := make(chan struct{})
	go func() {
		defer close(read)
		for s := bufio.NewScanner(serial); s.Scan(); {
			m.lines <- strings.TrimSpace(s.Text())
		}
		close(m.lines)
		m.ended <- cmd.Wait()
	}()
	m.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-read
	})
}

func (m *machine) socket(name string) string { return filepath.Join(m.folder, name) }

// expect reads the serial port up to a line of the guest that starts as given,
// and returns all lines of the guest until then.
func (m *machine) expect(start string, within time.Duration) []string {
	m.t.Helper()
	var seen []string
	deadline := time.After(within)
	for {
		select {
		case line, open := <-m.lines:
			if !open {
				m.t.Fatalf("the machine ended before %q; it said %q", start, seen)
			}
			if !strings.HasPrefix(line, "ikp-guest: ") {
				continue
			}
			seen = append(seen, line)
			if strings.HasPrefix(line, start) {
				return seen
			}
		case <-deadline:
			m.t.Fatalf("no line %q within %s; the guest said %q", start, within, seen)
		}
	}
}

// pressPowerButton asks for a shutdown over QMP and waits until QEMU has ended.
func (m *machine) pressPowerButton(within time.Duration) {
	m.t.Helper()
	monitor := m.dial("qmp")
	m.exchange(monitor, `{"execute":"qmp_capabilities"}`)
	m.exchange(monitor, `{"execute":"system_powerdown"}`)
	select {
	case err := <-m.ended:
		if err != nil {
			m.t.Fatalf("QEMU ended badly: %v", err)
		}
	case <-time.After(within):
		m.t.Fatalf("the machine still runs %s after its power button was pressed", within)
	}
}

func (m *machine) dial(socket string) net.Conn {
	m.t.Helper()
	c, err := net.Dial("unix", m.socket(socket))
	if err != nil {
		m.t.Fatalf("connecting to %s: %v", socket, err)
	}
	m.t.Cleanup(func() { _ = c.Close() })
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		m.t.Fatal(err)
	}
	return c
}

// exchange sends a JSON request on its line and returns the first answer that
// has a result. Greetings and events are passed over.
func (m *machine) exchange(c net.Conn, request string) json.RawMessage {
	m.t.Helper()
	if _, err := c.Write([]byte(request + "\n")); err != nil {
		m.t.Fatalf("asking %s: %v", request, err)
	}
	for answers := bufio.NewReader(c); ; {
		line, err := answers.ReadBytes('\n')
		if err != nil {
			m.t.Fatalf("waiting for the answer to %s: %v", request, err)
		}
		var answer struct {
			Return json.RawMessage `json:"return"`
			Error  json.RawMessage `json:"error"`
		}
		if err := json.Unmarshal(bytes.TrimLeftFunc(line, notASCII), &answer); err != nil {
			m.t.Fatalf("the answer to %s is %q: %v", request, line, err)
		}
		if answer.Error != nil {
			m.t.Fatalf("the answer to %s is the error %s", request, answer.Error)
		}
		if answer.Return != nil {
			return answer.Return
		}
	}
}

// notASCII holds for the byte 0xff before an answer of the guest agent.
func notASCII(r rune) bool { return r > unicode.MaxASCII }
