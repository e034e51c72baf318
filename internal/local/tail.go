package local

import (
	"io"
	"os"
	"strings"
)

// What is shown of a log when its program fails.
const (
	tailBytes = 4 << 10
	tailLines = 10
)

// tail is the end of a log, indented. It never fails: it only explains another
// failure.
func tail(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return "  " + err.Error()
	}
	defer f.Close() //nolint:errcheck // it was only read
	if info, statErr := f.Stat(); statErr == nil && info.Size() > tailBytes {
		f.Seek(-tailBytes, io.SeekEnd) //nolint:errcheck // then more is shown
	}
	raw, err := io.ReadAll(f)
	if err != nil {
		return "  " + err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	lines = lines[max(0, len(lines)-tailLines):]
	return "  " + strings.Join(lines, "\n  ")
}
