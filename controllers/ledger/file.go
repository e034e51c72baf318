package ledger

import (
	"fmt"
	"io/fs"
	"os"
)

// databaseFile is the file of a SQLite ledger.
type databaseFile struct {
	path  string
	known fs.FileInfo
}

// replaced is an error while the file is away, and true once when another lies
// in its place. Connections would go on writing into a file that was moved away,
// where nobody will ever read it.
func (f *databaseFile) replaced() (bool, error) {
	now, err := os.Stat(f.path)
	if err != nil {
		return false, fmt.Errorf("looking for the database: %w", err)
	}
	if f.known != nil && os.SameFile(f.known, now) {
		return false, nil
	}
	first := f.known == nil
	f.known = now
	return !first, nil
}

// reopen connects anew.
func (e *engine) reopen() error {
	fresh, err := openSQLite(e.file.path)
	if err != nil {
		return err
	}
	return e.connections.Swap(fresh).close()
}
