package main

import (
	"context"
	"fmt"
	"os"
)

const (
	bootSectorFile = "ikp-bootsector.raw"
	// bootSectorBytes is the one sector that a BIOS loads.
	bootSectorBytes = 512
	// bootDiskBytes is a size that every tool takes for a disk.
	bootDiskBytes = 1 << 20
)

func assembleBootSector(ctx context.Context, b builder) error {
	object, disk := b.at("boot.o"), b.at(bootSectorFile)
	if _, err := command(ctx, ".", "as", "--32", "-o", object, "hack/guest/bootsector/boot.s"); err != nil {
		return err
	}
	if _, err := command(ctx, ".", "ld", "-m", "elf_i386", "-Ttext", "0x7c00", "--oformat", "binary", "-o", disk, object); err != nil {
		return err
	}
	info, err := os.Stat(disk)
	if err != nil {
		return err
	}
	if info.Size() != bootSectorBytes {
		return fmt.Errorf("the boot sector has %d bytes, not %d", info.Size(), bootSectorBytes)
	}
	if err := os.Chmod(disk, 0o644); err != nil {
		return err
	}
	return os.Truncate(disk, bootDiskBytes)
}
