package main

import (
	"context"
	"os"
	"path/filepath"
)

// builder is one run: where images go, where pieces lie until they are done, and
// how progress is told.
type builder struct {
	out, work string
	say       func(format string, args ...any)
}

func (b builder) at(name string) string { return filepath.Join(b.work, name) }

// build makes both images. They get their final names only when both are done,
// and the manifest comes last: it vouches for them.
func build(ctx context.Context, b builder, k kernel, inputs string) error {
	b.say("1/5 unpacking %s %s", k.name, k.version)
	if err := k.unpack(ctx, b); err != nil {
		return err
	}
	b.say("2/5 compiling the guest's init")
	if err := compileInit(ctx, b); err != nil {
		return err
	}
	b.say("3/5 packing the initramfs")
	if err := packInitramfs(b); err != nil {
		return err
	}
	b.say("4/5 making the disk %s", diskFile)
	if err := makeDisk(ctx, b); err != nil {
		return err
	}
	b.say("5/5 assembling %s", bootSectorFile)
	if err := assembleBootSector(ctx, b); err != nil {
		return err
	}
	for _, name := range []string{diskFile, bootSectorFile} {
		if err := os.Rename(b.at(name), filepath.Join(b.out, name)); err != nil {
			return err
		}
	}
	return writeManifest(b, inputs)
}

// compileInit builds a static binary without anything of this machine in it.
func compileInit(ctx context.Context, b builder) error {
	_, err := command(ctx, ".", "go", "build", "-buildvcs=false", "-ldflags=-s -w -buildid=",
		"-o", b.at("init"), "./hack/guest/init")
	return err
}
