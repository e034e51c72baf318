// Package durable writes files that are either the old or the new content after
// a crash, never half of one.
package durable

import (
	"fmt"
	"os"
	"path/filepath"
)

// WriteFile replaces path by content in one step that a power failure cannot
// halve.
func WriteFile(path string, content []byte, mode os.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-")
	if err != nil {
		return fmt.Errorf("writing %q: %w", path, err)
	}
	defer os.Remove(f.Name()) //nolint:errcheck // gone already once it was renamed
	if err := fill(f, content, mode); err != nil {
		return fmt.Errorf("writing %q: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("writing %q: %w", path, err)
	}
	return nil
}

func fill(f *os.File, content []byte, mode os.FileMode) error {
	defer f.Close() //nolint:errcheck // Sync has reported what Close could
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		return err
	}
	return f.Sync()
}
