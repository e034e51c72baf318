// Command imagebuilder makes the bootable guest images of ikp from Debian
// packages and Go alone: it mounts nothing and installs nothing.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"golang.org/x/sys/unix"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, unix.SIGTERM)
	defer stop()
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: imagebuilder OUTDIR, from the top of the repository")
		os.Exit(2)
	}
	if err := run(ctx, os.Args[1], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "guest: error:", err)
		os.Exit(1)
	}
}

// run builds into a folder unless what lies there was made from the same inputs.
func run(ctx context.Context, out string, talk io.Writer) error {
	unlock, err := lock(filepath.Join(out, ".lock"))
	if err != nil {
		return err
	}
	defer unlock()
	kernel, err := findKernel(ctx)
	if err != nil {
		return err
	}
	inputs, err := hashInputs(ctx, kernel)
	if err != nil {
		return err
	}
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(talk, "guest: "+format+"\n", args...) }
	if upToDate(out, inputs) {
		say("images in %s are up to date", out)
		return nil
	}
	work, err := os.MkdirTemp(out, ".work-")
	if err != nil {
		return err
	}
	return errors.Join(build(ctx, builder{out: out, work: work, say: say}, kernel, inputs), os.RemoveAll(work))
}

// lock keeps two builds into one folder apart.
func lock(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX); err != nil {
		return nil, fmt.Errorf("locking %s: %w", path, err)
	}
	return func() { _ = f.Close() }, nil
}
