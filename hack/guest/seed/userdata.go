package seed

import (
	"bytes"
	"crypto/sha256"
	"fmt"
)

// Describe says how much user-data there is and which, without a word of it:
// user-data holds secrets and the console is logged.
func Describe(userData []byte) string {
	lines := bytes.Count(userData, []byte("\n"))
	if len(userData) > 0 && userData[len(userData)-1] != '\n' {
		lines++
	}
	return fmt.Sprintf("%d lines, %d bytes, sha256 %x", lines, len(userData), sha256.Sum256(userData))
}
