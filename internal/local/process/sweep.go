package process

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Sweep ends every process whose environment holds mark, a whole NAME=value. It
// finds what was started by a command that died before it could record it.
func Sweep(ctx context.Context, mark string, grace time.Duration) error {
	entries, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		pid, err := strconv.Atoi(filepath.Base(e))
		if err != nil || pid == os.Getpid() || !marked(e, mark) {
			continue
		}
		errs = append(errs, endUnrecorded(ctx, pid, grace))
	}
	return errors.Join(errs...)
}

// marked reads the environment a process was started with; that of another
// user's process cannot be read, and is none of ours.
func marked(proc, mark string) bool {
	environment, err := os.ReadFile(filepath.Join(proc, "environ"))
	if err != nil {
		return false
	}
	for v := range bytes.SplitSeq(environment, []byte{0}) {
		if string(v) == mark {
			return true
		}
	}
	return false
}

func endUnrecorded(ctx context.Context, pid int, grace time.Duration) error {
	id, err := look(pid)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return (&Record{PID: pid, Started: id.started, Boot: id.boot}).end(ctx, grace)
}
