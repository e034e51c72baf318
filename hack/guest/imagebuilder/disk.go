package main

import (
	"context"
	"os"
	"time"
)

const (
	// epoch is when every file in an image was "made", in seconds since 1970.
	epoch = 1767225600
	// diskBytes holds the kernel, the initramfs and the boot loader with room to spare.
	diskBytes = 32 << 20
	// volumeID stands for the random number a file system would get.
	volumeID = "1c9e9000"
	diskFile = "ikp-guest.qcow2"
)

// bootConfig starts the kernel at once and keeps it off the serial port, which
// belongs to the guest's own lines. A guest that fails restarts after 5 s.
const bootConfig = `DEFAULT ikp
PROMPT 0
TIMEOUT 0
LABEL ikp
  KERNEL vmlinuz
  INITRD initrd
  APPEND console=ttyS0,115200 quiet loglevel=1 panic=5 mitigations=off no_timer_check ikp.port=8080
`

// makeDisk formats a file, makes it bootable and copies the guest in, all
// without mounting it.
func makeDisk(ctx context.Context, b builder) error {
	disk := b.at("disk.raw")
	if err := emptyFile(disk, diskBytes); err != nil {
		return err
	}
	if err := os.WriteFile(b.at("syslinux.cfg"), []byte(bootConfig), 0o644); err != nil {
		return err
	}
	made := time.Unix(epoch, 0)
	for _, name := range []string{"vmlinuz", "initrd", "syslinux.cfg"} {
		if err := os.Chtimes(b.at(name), made, made); err != nil {
			return err
		}
	}
	for _, step := range [][]string{
		{"mkfs.vfat", "--invariant", "-F", "16", "-i", volumeID, "-n", "IKPGUEST", disk},
		{"syslinux", "--install", disk},
		{"mcopy", "-m", "-i", disk, b.at("vmlinuz"), b.at("initrd"), b.at("syslinux.cfg"), "::"},
		{"qemu-img", "convert", "-f", "raw", "-O", "qcow2", disk, b.at(diskFile)},
	} {
		if _, err := command(ctx, b.work, step[0], step[1:]...); err != nil {
			return err
		}
	}
	return nil
}

func emptyFile(path string, size int64) error {
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		return err
	}
	return os.Truncate(path, size)
}
