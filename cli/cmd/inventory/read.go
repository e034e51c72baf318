package inventory

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

// readFile reads no more of a file than shows that it is too large.
func readFile(path string) (inventory.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return inventory.File{}, fmt.Errorf("opening a list: %w", err)
	}
	defer func() { _ = f.Close() }()
	content, err := io.ReadAll(io.LimitReader(f, inventory.MaxBytes+1))
	if err != nil {
		return inventory.File{}, fmt.Errorf("reading a list: %w", err)
	}
	return inventory.File{Name: filepath.Base(path), Content: content}, nil
}
