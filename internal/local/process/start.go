package process

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// Spec is a program to start.
type Spec struct {
	// Name of the part.
	Name string
	// Path of the program and its arguments.
	Path string
	Args []string
	// Env is its whole environment.
	Env []string
	// Log takes its output.
	Log string
	// Namespaces are the kernel namespaces that it gets of its own: CLONE_NEW… flags.
	Namespaces uintptr
	// KeepOnUpgrade leaves the program running when only its file has changed.
	KeepOnUpgrade bool
}

// Fingerprint changes when the command line does and, unless KeepOnUpgrade, when
// the program's file was replaced.
func (s Spec) Fingerprint() (string, error) {
	parts := append([]string{s.Path}, s.Args...)
	if !s.KeepOnUpgrade {
		info, err := os.Stat(s.Path)
		if err != nil {
			return "", fmt.Errorf("looking at the program of %q: %w", s.Name, err)
		}
		parts = append(parts, fmt.Sprint(info.Size(), info.ModTime().UnixNano()))
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:]), nil
}

// Start starts a program in a session of its own and records it. It neither
// waits for it to be ready nor ends with the caller.
func (t Table) Start(s Spec) (*Record, error) {
	fingerprint, err := s.Fingerprint()
	if err != nil {
		return nil, err
	}
	cmd, err := s.launch()
	if err != nil {
		return nil, fmt.Errorf("starting %s: %w", s.Name, err)
	}
	id, err := look(cmd.Process.Pid)
	if err != nil {
		return nil, fmt.Errorf("starting %s: %w", s.Name, err)
	}
	// While the caller lives it takes the exit code, so that a program that dies
	// early is seen to be dead.
	go cmd.Wait() //nolint:errcheck // how it ended is in its log
	r := &Record{Name: s.Name, PID: cmd.Process.Pid, Started: id.started, Boot: id.boot, Fingerprint: fingerprint}
	return r, t.put(r)
}

func (s Spec) launch() (*exec.Cmd, error) {
	if err := os.MkdirAll(filepath.Dir(s.Log), 0o700); err != nil {
		return nil, err
	}
	log, err := os.OpenFile(s.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close() //nolint:errcheck // the child has its own copy
	cmd := exec.Command(s.Path, s.Args...)
	cmd.Env = s.Env
	cmd.Dir = "/"
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Cloneflags: s.Namespaces}
	return cmd, cmd.Start()
}
