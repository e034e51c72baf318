package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// sectorBytes is the unit in which the kernel gives sizes, whatever the disk's own.
const sectorBytes = 512

// blockDevices names the disks the kernel has found.
func blockDevices() []string {
	entries, err := os.ReadDir("/sys/block")
	if err != nil {
		return nil
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// listDisks says which disks the machine has, and how large they are.
func listDisks(out *console) error {
	for _, name := range blockDevices() {
		text, err := os.ReadFile(filepath.Join("/sys/block", name, "size"))
		if err != nil {
			return err
		}
		sectors, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
		if err != nil {
			return err
		}
		if sectors > 0 {
			out.say("disk %s %d bytes", name, sectors*sectorBytes)
		}
	}
	return nil
}
