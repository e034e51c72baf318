package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// defaultPort answers where the kernel's command line names no other.
const defaultPort = "8080"

func mountKernelFileSystems() error {
	var problems []error
	for _, m := range []struct{ kind, at string }{
		{"proc", "/proc"},
		{"sysfs", "/sys"},
		{"devtmpfs", "/dev"},
	} {
		if err := os.MkdirAll(m.at, 0o755); err != nil {
			problems = append(problems, err)
			continue
		}
		// The kernel may have mounted /dev already.
		if err := unix.Mount(m.kind, m.at, m.kind, 0, ""); err != nil && !errors.Is(err, unix.EBUSY) {
			problems = append(problems, fmt.Errorf("mounting %s: %w", m.at, err))
		}
	}
	return errors.Join(problems...)
}

// loadModules loads the modules of a folder in the order of their names: the
// image builder has numbered them so that each comes after what it needs.
func loadModules(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	var problems []error
	for _, e := range entries {
		if err := loadModule(filepath.Join(folder, e.Name())); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", e.Name(), err))
		}
	}
	return errors.Join(problems...)
}

func loadModule(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if err := unix.FinitModule(int(f.Fd()), "", 0); err != nil && !errors.Is(err, unix.EEXIST) {
		return err
	}
	return nil
}

func setHostname(name string) error { return unix.Sethostname([]byte(name)) }

// options are the words key=value of the kernel's command line.
type options map[string]string

func kernelOptions() options {
	line, err := os.ReadFile("/proc/cmdline")
	if err != nil {
		return nil
	}
	o := options{}
	for _, word := range strings.Fields(string(line)) {
		key, value, _ := strings.Cut(word, "=")
		o[key] = value
	}
	return o
}

// port is where the guest answers over TCP.
func (o options) port() string {
	if p := o["ikp.port"]; p != "" {
		return p
	}
	return defaultPort
}
