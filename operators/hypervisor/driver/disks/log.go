package disks

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
	"k8s.io/apimachinery/pkg/types"
)

// logBlock is what a log is trimmed by: a multiple of every file system's block.
const logBlock = 64 << 10

// TrimLog frees the oldest part of a machine's serial log, so that a guest cannot
// fill the host's disk. The file gets a hole where that part was: QEMU writes on,
// and nobody who reads it has to begin anew.
func (s *Store) TrimLog(uid types.UID) error {
	f, err := os.OpenFile(s.SerialLog(uid), os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = errors.Join(s.trim(f), f.Close())
	}
	if err != nil {
		return fmt.Errorf("trimming the serial log of machine %s: %w", uid, err)
	}
	return nil
}

func (s *Store) trim(f *os.File) error {
	is, err := f.Stat()
	if err != nil {
		return err
	}
	free := (is.Size() - s.logKept) / logBlock * logBlock
	if free <= 0 {
		return nil
	}
	return unix.Fallocate(int(f.Fd()), unix.FALLOC_FL_PUNCH_HOLE|unix.FALLOC_FL_KEEP_SIZE, 0, free)
}
