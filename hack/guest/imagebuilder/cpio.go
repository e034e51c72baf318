package main

import (
	"fmt"
	"io"
	"os"
)

// Modes of cpio entries, as in stat(2).
const (
	modeFolder          = 0o040000
	modeCharacterDevice = 0o020000
	modeFile            = 0o100000
)

// cpio writes an archive in the format "newc", which is all the kernel reads.
// Times and owners are zero. The first error sticks and close returns it.
type cpio struct {
	w     io.Writer
	inode int
	size  int
	err   error
}

func newCPIO(w io.Writer) *cpio { return &cpio{w: w} }

func (c *cpio) folder(name string) { c.entry(name, modeFolder|0o755, [2]int{}, nil) }

func (c *cpio) characterDevice(name string, major, minor int) {
	c.entry(name, modeCharacterDevice|0o600, [2]int{major, minor}, nil)
}

func (c *cpio) file(path, name string, permissions int) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	c.entry(name, modeFile|permissions, [2]int{}, content)
	return c.err
}

func (c *cpio) close() error {
	c.inode = -1
	c.entry("TRAILER!!!", 0, [2]int{}, nil)
	return c.err
}

// entry writes a header of thirteen eight-digit hexadecimal fields, the name and
// the content, each padded to four bytes.
func (c *cpio) entry(name string, mode int, device [2]int, content []byte) {
	c.inode++
	const links = 1
	fields := []int{c.inode, mode, 0, 0, links, 0, len(content), 0, 0, device[0], device[1], len(name) + 1, 0}
	c.write([]byte("070701"))
	for _, f := range fields {
		c.write(fmt.Appendf(nil, "%08X", f))
	}
	c.write(append([]byte(name), 0))
	c.pad()
	c.write(content)
	c.pad()
}

func (c *cpio) write(p []byte) {
	if c.err == nil {
		_, c.err = c.w.Write(p)
		c.size += len(p)
	}
}

func (c *cpio) pad() {
	const alignment = 4
	c.write(make([]byte, (alignment-c.size%alignment)%alignment))
}
