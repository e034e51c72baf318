package host

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"
)

// dialTimeout bounds one question whether libvirtd answers.
const dialTimeout = 2 * time.Second

// longestSocket is what a Unix socket's address can hold.
const longestSocket = 107

// Layout is where the things of one host lie.
type Layout struct {
	// Name of the host.
	Name string
	// Dir is the host's folder.
	Dir string
	// Cache is shared by all hosts: what QEMU can do is asked only once.
	Cache string
	// Emulate hides KVM from the host: its guests are emulated.
	Emulate bool
}

// bind makes a folder of the host appear where libvirt has compiled it in.
type bind struct{ from, to string }

func (l Layout) binds() []bind {
	return []bind{
		{l.path("etc"), "/etc/libvirt"},
		{l.path("lib"), "/var/lib/libvirt"},
		{l.path("log"), "/var/log/libvirt"},
		{l.path("run"), "/run/libvirt"},
		{l.Cache, "/var/cache/libvirt"},
	}
}

// Socket is where libvirtd answers, as seen from outside the host.
func (l Layout) Socket() string { return l.path("run/libvirt-sock") }

// Answers connects to libvirtd and hangs up.
func (l Layout) Answers(ctx context.Context) error {
	conn, err := (&net.Dialer{Timeout: dialTimeout}).DialContext(ctx, "unix", l.Socket())
	if err != nil {
		return err
	}
	return conn.Close()
}

// URI is how libvirt's clients reach the host from outside.
func (l Layout) URI() string { return "qemu+unix:///system?socket=" + l.Socket() }

func (l Layout) path(name string) string { return filepath.Join(l.Dir, name) }

// Prepare makes the host's folders and libvirt's configuration.
func (l Layout) Prepare(uuid string) error {
	if n := len(l.Socket()); n > longestSocket {
		return fmt.Errorf("the socket %q has %d characters and may have %d: choose a folder with a shorter path", l.Socket(), n, longestSocket)
	}
	for _, b := range l.binds() {
		if err := os.MkdirAll(b.from, 0o755); err != nil {
			return fmt.Errorf("preparing host %q: %w", l.Name, err)
		}
	}
	for name, content := range map[string]string{
		"etc/libvirtd.conf": fmt.Sprintf(libvirtdConf, uuid),
		"etc/qemu.conf":     qemuConf,
	} {
		if err := os.WriteFile(l.path(name), []byte(content), 0o644); err != nil {
			return fmt.Errorf("preparing host %q: %w", l.Name, err)
		}
	}
	return nil
}
