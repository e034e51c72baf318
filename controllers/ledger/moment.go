package ledger

import (
	"fmt"
	"time"
)

// seconds reads a column of Unix seconds into a time in UTC.
type seconds time.Time

// Scan implements sql.Scanner.
func (s *seconds) Scan(value any) error {
	n, ok := value.(int64)
	if !ok {
		return fmt.Errorf("reading a moment: got %T", value)
	}
	*s = seconds(time.Unix(n, 0).UTC())
	return nil
}

// micros reads a column of microseconds since 1970 into a time in UTC.
type micros time.Time

// Scan implements sql.Scanner.
func (m *micros) Scan(value any) error {
	n, ok := value.(int64)
	if !ok {
		return fmt.Errorf("reading a moment: got %T", value)
	}
	*m = micros(time.UnixMicro(n).UTC())
	return nil
}
