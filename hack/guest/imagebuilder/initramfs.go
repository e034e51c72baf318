package main

import (
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
)

// packInitramfs writes the archive that the kernel unpacks as its first root.
func packInitramfs(b builder) error {
	out, err := os.Create(b.at("initrd"))
	if err != nil {
		return err
	}
	z, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return err
	}
	return errors.Join(fillInitramfs(b, newCPIO(z)), z.Close(), out.Close())
}

// fillInitramfs adds entries in a fixed order: the same inputs give the same bytes.
func fillInitramfs(b builder, c *cpio) error {
	for _, folder := range []string{"dev", "modules", "proc", "seed", "sys"} {
		c.folder(folder)
	}
	// The kernel opens this as the first program's standard streams.
	c.characterDevice("dev/console", 5, 1)
	if err := c.file(b.at("init"), "init", 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(b.at("modules"))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := c.file(filepath.Join(b.at("modules"), e.Name()), "modules/"+e.Name(), 0o644); err != nil {
			return err
		}
	}
	return c.close()
}
