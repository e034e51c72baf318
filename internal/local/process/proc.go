package process

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// identity is what the kernel says of a pid at this moment.
type identity struct {
	started uint64
	boot    string
	zombie  bool
}

// look reads the identity of a pid; fs.ErrNotExist when there is none.
func look(pid int) (identity, error) {
	raw, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if errors.Is(err, syscall.ESRCH) {
		err = fs.ErrNotExist
	}
	if err != nil {
		return identity{}, fmt.Errorf("looking at process %d: %w", pid, err)
	}
	id, err := parseStat(raw)
	if err != nil {
		return identity{}, fmt.Errorf("looking at process %d: %w", pid, err)
	}
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return identity{}, fmt.Errorf("reading the boot id: %w", err)
	}
	id.boot = strings.TrimSpace(string(boot))
	return id, nil
}

// Fields of /proc/PID/stat after the command in brackets, counted from zero.
const (
	statState   = 0
	statStarted = 19
)

// parseStat reads /proc/PID/stat. The command's name may itself hold brackets
// and blanks, so the fields begin after the last bracket.
func parseStat(raw []byte) (identity, error) {
	_, after, found := cutLast(raw, []byte(") "))
	fields := strings.Fields(string(after))
	if !found || len(fields) <= statStarted {
		return identity{}, fmt.Errorf("not a stat line: %q", raw)
	}
	started, err := strconv.ParseUint(fields[statStarted], 10, 64)
	if err != nil {
		return identity{}, fmt.Errorf("not a start time: %w", err)
	}
	return identity{started: started, zombie: strings.ContainsAny(fields[statState], "ZX")}, nil
}

func cutLast(s, sep []byte) (before, after []byte, found bool) {
	if i := bytes.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// Alive reports whether the recorded process still runs. A process that has
// ended and waits for its parent does not.
func (r *Record) Alive() (bool, error) {
	if r == nil {
		return false, nil
	}
	id, err := look(r.PID)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return id.started == r.Started && id.boot == r.Boot && !id.zombie, nil
}
