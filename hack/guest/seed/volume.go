package seed

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// VolumeLabel is the label of a volume that carries a NoCloud seed; its case
// does not matter.
const VolumeLabel = "cidata"

// An ISO 9660 volume describes itself in its seventeenth sector.
const (
	descriptorOffset = 16 * 2048
	descriptorLength = 72
	identifierStart  = 1
	labelStart       = 40
)

// Label gives the label of an ISO 9660 volume. Anything else is an error.
func Label(volume io.ReaderAt) (string, error) {
	d := make([]byte, descriptorLength)
	if _, err := volume.ReadAt(d, descriptorOffset); err != nil {
		return "", fmt.Errorf("reading the volume descriptor: %w", err)
	}
	if !bytes.HasPrefix(d[identifierStart:], []byte("CD001")) {
		return "", fmt.Errorf("not an ISO 9660 volume")
	}
	return strings.TrimRight(string(d[labelStart:]), " \x00"), nil
}

// IsSeed reports whether a volume carries a NoCloud seed.
func IsSeed(volume io.ReaderAt) bool {
	label, err := Label(volume)
	return err == nil && strings.EqualFold(label, VolumeLabel)
}
