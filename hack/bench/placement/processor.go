package placement

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit in which Linux tells processor time.
const tick = 10 * time.Millisecond

// Places of fields in /proc/PID/stat, counted from the state, which follows the
// name in parentheses.
const (
	parentField = 1
	userField   = 11
	systemField = 12
)

// spent is the processor time that this process and those that it started, and
// that still run, have used.
func spent() (time.Duration, error) {
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0, fmt.Errorf("looking for processes: %w", err)
	}
	self := strconv.Itoa(os.Getpid())
	var ticks int64
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended meanwhile
		}
		stat := string(content)
		fields := strings.Fields(stat[strings.LastIndex(stat, ")")+1:])
		if fields[parentField] != self && filepath.Base(filepath.Dir(file)) != self {
			continue
		}
		for _, field := range []int{userField, systemField} {
			n, err := strconv.ParseInt(fields[field], 10, 64)
			if err != nil {
				return 0, fmt.Errorf("reading %s: %w", file, err)
			}
			ticks += n
		}
	}
	return time.Duration(ticks) * tick, nil
}
