package disks

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

const gib = int64(1) << 30

// info is what qemu-img says about a disk.
type info struct {
	VirtualSize int64  `json:"virtual-size"`
	Format      string `json:"format"`
	Backing     string `json:"backing-filename"`
}

func inspect(ctx context.Context, path string) (info, error) {
	out, err := qemuImg(ctx, "info", "--output=json", "--force-share", path)
	if err != nil {
		return info{}, err
	}
	var i info
	if err := json.Unmarshal(out, &i); err != nil {
		return info{}, fmt.Errorf("reading what qemu-img says of %q: %w", path, err)
	}
	return i, nil
}

// create makes a qcow2 disk under a name of its own first: a half-made disk is
// never taken for one.
func create(ctx context.Context, path string, sizeGiB int64, more ...string) error {
	args := append([]string{"create", "-q", "-f", "qcow2"}, more...)
	if _, err := qemuImg(ctx, append(args, path+".new", size(sizeGiB))...); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("making disk %q: %w", path, err)
	}
	return nil
}

// keepDisk makes an empty disk, or lets the one that exists grow.
func keepDisk(ctx context.Context, path string, sizeGiB int64) error {
	if exists(path) {
		return grow(ctx, path, sizeGiB)
	}
	return create(ctx, path, sizeGiB)
}

// grow never shrinks.
func grow(ctx context.Context, path string, sizeGiB int64) error {
	i, err := inspect(ctx, path)
	if err != nil || i.VirtualSize >= sizeGiB*gib {
		return err
	}
	_, err = qemuImg(ctx, "resize", "-q", "-f", "qcow2", path, size(sizeGiB))
	return err
}

func size(gib int64) string { return fmt.Sprintf("%dG", gib) }

func qemuImg(ctx context.Context, args ...string) ([]byte, error) {
	out, err := exec.CommandContext(ctx, "qemu-img", args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil, fmt.Errorf("running qemu-img %s: %s", args[0], strings.TrimSpace(string(exit.Stderr)))
	}
	if err != nil {
		return nil, fmt.Errorf("running qemu-img %s: %w", args[0], err)
	}
	return out, nil
}
