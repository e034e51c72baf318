package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// packageOf names the Debian package that brings a tool.
var packageOf = map[string]string{
	"apt-cache": "apt", "apt-get": "apt", "dpkg": "dpkg", "dpkg-query": "dpkg",
	"as": "binutils", "ld": "binutils", "mkfs.vfat": "dosfstools", "mcopy": "mtools",
	"qemu-img": "qemu-utils", "syslinux": "syslinux", "xz": "xz-utils", "go": "golang",
}

// command runs a tool in a folder and gives what it printed. The environment
// makes tools of all sorts repeatable: one language, one moment.
func command(ctx context.Context, folder, tool string, args ...string) ([]byte, error) {
	path, err := find(tool)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC", fmt.Sprintf("SOURCE_DATE_EPOCH=%d", epoch),
		"CGO_ENABLED=0", "GOFLAGS=-trimpath", "GOOS=linux", "GOARCH=amd64", "MTOOLS_SKIP_CHECK=1")
	var problems bytes.Buffer
	cmd.Stderr = &problems
	output, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("running %s %s: %w: %s", tool, strings.Join(args, " "), err, bytes.TrimSpace(problems.Bytes()))
	}
	return output, nil
}

// find looks also where Debian keeps tools that ordinary users' PATH leaves out.
func find(tool string) (string, error) {
	path, err := exec.LookPath(tool)
	if errors.Is(err, exec.ErrNotFound) {
		path, err = exec.LookPath("/usr/sbin/" + tool)
	}
	if err != nil {
		return "", fmt.Errorf("%s is not installed: apt-get install %s", tool, packageOf[tool])
	}
	return path, nil
}
