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

// Marked are the pids of the processes whose environment holds mark, a whole
// NAME=value, besides the caller's own.
func Marked(mark string) ([]int, error) {
	entries, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return nil, err
	}
	var pids []int
	for _, e := range entries {
		pid, err := strconv.Atoi(filepath.Base(e))
		if err == nil && pid != os.Getpid() && marked(e, mark) {
			pids = append(pids, pid)
		}
	}
	return pids, nil
}

// Sweep ends every process with this mark. It finds what was started by a
// command that died before it could record it.
func Sweep(ctx context.Context, mark string, grace time.Duration) error {
	pids, err := Marked(mark)
	if err != nil {
		return err
	}
	var errs []error
	for _, pid := range pids {
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
