package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// hashInputs is the digest of all that an image is made from: our sources, the
// modules they are built with, the compiler, the kernel and the tools.
func hashInputs(ctx context.Context, k kernel) (string, error) {
	h := sha256.New()
	h.Write(fmt.Appendln(nil, runtime.Version(), k.name, k.version))
	tools, err := command(ctx, ".", "dpkg-query", "-W", "syslinux", "dosfstools", "mtools", "qemu-utils", "binutils")
	if err != nil {
		return "", err
	}
	h.Write(tools)
	sources, err := sourceFiles("hack/guest")
	if err != nil {
		return "", err
	}
	for _, path := range append(sources, "go.mod", "go.sum") {
		content, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		h.Write(fmt.Appendf(nil, "%s %x\n", path, sha256.Sum256(content)))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// sourceFiles names the files an image is made from; tests and guides change nothing.
func sourceFiles(folder string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		source := strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go")
		if source || strings.HasSuffix(path, ".s") {
			files = append(files, path)
		}
		return nil
	})
	return files, err
}
