package journal

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// file is the journal on disk. Every write is synced before it returns.
type file struct{ path string }

// open reads the file. aside is where a damaged one was moved.
func (f file) open() (b book, aside string, err error) {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return book{}, "", err
	}
	raw, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return newBook(), "", nil
	}
	if err != nil {
		return book{}, "", err
	}
	if b, err = parse(raw); err == nil {
		return b, "", nil
	}
	aside, err = f.setAside()
	return newBook(), aside, err
}

func (f file) setAside() (string, error) {
	tmp, err := os.CreateTemp(filepath.Dir(f.path), filepath.Base(f.path)+".damaged-*")
	if err != nil {
		return "", err
	}
	return tmp.Name(), errors.Join(tmp.Close(), os.Rename(f.path, tmp.Name()))
}

// append adds a line. A line that could not be written whole is cut off again,
// so that the next one does not continue it.
func (f file) append(e entry) error {
	line, err := e.line()
	if err != nil {
		return err
	}
	h, err := os.OpenFile(f.path, os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	info, err := h.Stat()
	if err != nil {
		return errors.Join(err, h.Close())
	}
	if _, err = h.Write(line); err == nil {
		err = h.Sync()
	}
	if err != nil {
		err = errors.Join(err, h.Truncate(info.Size()))
	}
	return errors.Join(err, h.Close())
}

// replace puts new content in place in one step.
func (f file) replace(raw []byte) error {
	tmp := f.path + ".new"
	if err := writeSynced(tmp, raw); err != nil {
		return err
	}
	if err := os.Rename(tmp, f.path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(f.path))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

func writeSynced(path string, raw []byte) error {
	h, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = h.Write(raw)
	return errors.Join(err, h.Sync(), h.Close())
}
