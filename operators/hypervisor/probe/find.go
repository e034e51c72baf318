package probe

import (
	"bytes"
	"errors"
	"io"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// chunk is how much of a log is read at once.
const chunk = 64 << 10

// find looks for pattern in log from offset on. next is where to go on: a
// pattern that is only half written yet is found the next time. A log that was
// cut off since is read from its beginning, and one that was trimmed from what is
// left.
func find(log driver.Log, offset int64, pattern string) (next int64, found bool, err error) {
	size, err := log.Size()
	if err != nil {
		return offset, false, err
	}
	start, err := log.Start()
	if err != nil {
		return offset, false, err
	}
	if size < offset {
		offset = 0
	}
	offset = max(offset, start)
	overlap := max(0, len(pattern)-1)
	buf := make([]byte, chunk+overlap)
	for {
		n, err := log.ReadAt(buf, offset)
		if err != nil && !errors.Is(err, io.EOF) {
			return offset, false, err
		}
		if bytes.Contains(buf[:n], []byte(pattern)) {
			return offset, true, nil
		}
		if n < len(buf) {
			return offset + int64(max(0, n-overlap)), false, nil
		}
		offset += int64(n - overlap)
	}
}
