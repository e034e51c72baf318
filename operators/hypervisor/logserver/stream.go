package logserver

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

const (
	// followInterval is how often a followed log is looked at for more.
	followInterval = 250 * time.Millisecond
	// block is how much is read at once.
	block = 32 << 10
)

// stream sends the log and, if asked, what is added to it. It ends with the
// client, or when the log cannot be read any more.
func stream(ctx context.Context, w http.ResponseWriter, log driver.Log, o options) {
	offset, err := tail(log, o.tail)
	if err != nil {
		return
	}
	flusher := http.NewResponseController(w)
	ticker := time.NewTicker(followInterval)
	defer ticker.Stop()
	for {
		if offset, err = copyFrom(w, log, offset); err != nil || flusher.Flush() != nil || !o.follow {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// copyFrom sends everything from offset on, and returns where it stopped. A log
// that has become shorter is sent from its beginning.
func copyFrom(w io.Writer, log driver.Log, offset int64) (int64, error) {
	size, err := log.Size()
	if err != nil {
		return offset, err
	}
	if size < offset {
		offset = 0
	}
	n, err := io.Copy(w, io.NewSectionReader(log, offset, size-offset))
	return offset + n, err
}

// tail is the offset of the last lines; negative lines: of everything.
func tail(log driver.Log, lines int64) (int64, error) {
	end, err := log.Size()
	if err != nil || lines == 0 {
		return end, err
	}
	start, err := log.Start()
	if err != nil || lines < 0 {
		return start, err
	}
	buf := make([]byte, block)
	// The end of the last line does not begin another.
	for at := max(start, end-1); at > start; {
		from := max(start, at-block)
		n, err := log.ReadAt(buf[:at-from], from)
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		for part := buf[:n]; ; lines-- {
			i := bytes.LastIndexByte(part, '\n')
			if i < 0 {
				break
			}
			if lines == 1 {
				return from + int64(i) + 1, nil
			}
			part = part[:i]
		}
		at = from
	}
	return start, nil
}
