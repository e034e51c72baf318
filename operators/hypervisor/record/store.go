package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"k8s.io/apimachinery/pkg/types"
)

// Store keeps records as files, one for each machine.
type Store struct {
	// Dir holds the files.
	Dir string
}

// Load reads a machine's record. A machine without one, or with one that a power
// failure tore, has the zero record: its next observation fills it.
func (s Store) Load(uid types.UID) (Record, error) {
	raw, err := os.ReadFile(s.path(uid))
	if errors.Is(err, fs.ErrNotExist) {
		return Record{}, nil
	}
	if err != nil {
		return Record{}, fmt.Errorf("reading the record of machine %s: %w", uid, err)
	}
	var r Record
	if json.Unmarshal(raw, &r) != nil {
		return Record{}, nil
	}
	return r, nil
}

// Save replaces a machine's record in one step.
func (s Store) Save(uid types.UID, r Record) error {
	raw, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encoding the record of machine %s: %w", uid, err)
	}
	if err := s.replace(s.path(uid), raw); err != nil {
		return fmt.Errorf("writing the record of machine %s: %w", uid, err)
	}
	return nil
}

func (s Store) replace(path string, raw []byte) error {
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", raw, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// Forget removes a machine's record.
func (s Store) Forget(uid types.UID) error {
	if err := os.Remove(s.path(uid)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing the record of machine %s: %w", uid, err)
	}
	return nil
}

func (s Store) path(uid types.UID) string {
	return filepath.Join(s.Dir, filepath.Base(string(uid))+".json")
}
