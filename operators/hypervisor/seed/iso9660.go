package seed

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
)

// The image is laid out as ECMA-119 asks, in sectors of 2 KiB: 16 that belong to
// the system, the volume's description and its end, the two path tables, the
// root directory, and the files.
const (
	sector        = 2048
	pathTableLSB  = 18
	pathTableMSB  = 19
	rootDirectory = 20
	firstFile     = 21

	pathTableSize = 10
	recordSize    = 33
	flagDirectory = 2
)

// file of a volume.
type file struct {
	name string
	data []byte
}

// iso9660 is a volume with files in its root. Names are written in upper case;
// Linux and FreeBSD show them in lower case. The same files give the same bytes.
func iso9660(label string, files []file) ([]byte, error) {
	root, err := directory(files)
	if err != nil {
		return nil, err
	}
	total := firstFile
	for _, f := range files {
		total += sectors(len(f.data))
	}
	out := make([]byte, total*sector)
	copy(out[16*sector:], primary(label, total))
	copy(out[17*sector:], append([]byte{255}, "CD001\x01"...))
	copy(out[pathTableLSB*sector:], pathTable(binary.LittleEndian))
	copy(out[pathTableMSB*sector:], pathTable(binary.BigEndian))
	copy(out[rootDirectory*sector:], root)
	at := firstFile
	for _, f := range files {
		copy(out[at*sector:], f.data)
		at += sectors(len(f.data))
	}
	return out, nil
}

func sectors(n int) int { return (n + sector - 1) / sector }

// primary is the primary volume descriptor.
func primary(label string, total int) []byte {
	d := make([]byte, sector)
	for i := 8; i < 72; i++ {
		d[i] = ' '
	}
	copy(d, "\x01CD001\x01")
	copy(d[40:72], label)
	both32(d[80:], uint32(total))
	both16(d[120:], 1)
	both16(d[124:], 1)
	both16(d[128:], sector)
	both32(d[132:], pathTableSize)
	binary.LittleEndian.PutUint32(d[140:], pathTableLSB)
	binary.BigEndian.PutUint32(d[148:], pathTableMSB)
	copy(d[156:], record("\x00", rootDirectory, sector, flagDirectory))
	for i := 190; i < 813; i++ {
		d[i] = ' '
	}
	for at := 813; at < 881; at += 17 { // four dates, none given
		copy(d[at:], "0000000000000000")
	}
	d[881] = 1
	return d
}

func pathTable(order binary.ByteOrder) []byte {
	t := make([]byte, pathTableSize)
	t[0] = 1
	order.PutUint32(t[2:], rootDirectory)
	order.PutUint16(t[6:], 1)
	return t
}

// directory is the root directory: itself twice, and the files.
func directory(files []file) ([]byte, error) {
	var out bytes.Buffer
	out.Write(record("\x00", rootDirectory, sector, flagDirectory))
	out.Write(record("\x01", rootDirectory, sector, flagDirectory))
	at := firstFile
	for _, f := range files {
		out.Write(record(strings.ToUpper(f.name)+".;1", at, len(f.data), 0))
		at += sectors(len(f.data))
	}
	if out.Len() > sector {
		return nil, fmt.Errorf("writing a volume of %d files: they do not fit into one directory sector", len(files))
	}
	return out.Bytes(), nil
}

func record(name string, at, size int, flags byte) []byte {
	length := recordSize + len(name)
	length += length % 2
	r := make([]byte, length)
	r[0] = byte(length)
	both32(r[2:], uint32(at))
	both32(r[10:], uint32(size))
	r[25] = flags
	both16(r[28:], 1)
	r[32] = byte(len(name))
	copy(r[33:], name)
	return r
}

// both32 writes a number in both byte orders, as the format likes it.
func both32(b []byte, v uint32) {
	binary.LittleEndian.PutUint32(b, v)
	binary.BigEndian.PutUint32(b[4:], v)
}

func both16(b []byte, v uint16) {
	binary.LittleEndian.PutUint16(b, v)
	binary.BigEndian.PutUint16(b[2:], v)
}
