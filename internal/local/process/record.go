package process

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/govtech-kz/ikp/internal/local/durable"
)

// Record is what is known of a program that was started.
type Record struct {
	// Name is the part's name: "etcd".
	Name string `json:"name"`
	// PID of the process.
	PID int `json:"pid"`
	// Started is the kernel's start time of the process, and Boot the boot it
	// counts from: together with the pid they name one process for ever.
	Started uint64 `json:"started"`
	Boot    string `json:"boot"`
	// Fingerprint tells one command from another: see Spec.
	Fingerprint string `json:"fingerprint"`
}

// Table is the folder with one record per program.
type Table struct{ Dir string }

// Find is the record of a program; nil when it was never started or is stopped.
func (t Table) Find(name string) (*Record, error) {
	raw, err := os.ReadFile(t.file(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the record of %q: %w", name, err)
	}
	r := &Record{}
	if err := json.Unmarshal(raw, r); err != nil {
		return nil, fmt.Errorf("reading the record of %q: %w", name, err)
	}
	return r, nil
}

func (t Table) put(r *Record) error {
	raw, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encoding the record of %q: %w", r.Name, err)
	}
	if err := os.MkdirAll(t.Dir, 0o700); err != nil {
		return fmt.Errorf("making the folder of records: %w", err)
	}
	return durable.WriteFile(t.file(r.Name), raw, 0o600)
}

func (t Table) drop(name string) error {
	if err := os.Remove(t.file(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("dropping the record of %q: %w", name, err)
	}
	return nil
}

func (t Table) file(name string) string { return filepath.Join(t.Dir, name+".json") }
