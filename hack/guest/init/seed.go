package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"github.com/govtech-kz/ikp/hack/guest/seed"
)

const (
	// seedPatience is how long a seed may take to appear: IDE drives are probed
	// after their module has loaded.
	seedPatience = 3 * time.Second
	seedPoll     = 50 * time.Millisecond
	// largestSeedFile bounds what is read of one file, in bytes.
	largestSeedFile = 1 << 20
	seedMountPoint  = "/seed"
)

// seedFiles are the files of the seed; one that is not there is empty.
type seedFiles struct{ metaData, userData, network []byte }

func readSeed() (seedFiles, error) {
	ctx, cancel := context.WithTimeout(context.Background(), seedPatience)
	defer cancel()
	device, err := findSeed(ctx)
	if err != nil {
		return seedFiles{}, err
	}
	if err = os.MkdirAll(seedMountPoint, 0o700); err != nil {
		return seedFiles{}, err
	}
	if err = unix.Mount(device, seedMountPoint, "iso9660", unix.MS_RDONLY, ""); err != nil {
		return seedFiles{}, fmt.Errorf("mounting %s: %w", device, err)
	}
	files, err := readSeedFiles(seedMountPoint)
	return files, errors.Join(err, unix.Unmount(seedMountPoint, 0))
}

func findSeed(ctx context.Context) (string, error) {
	poll := time.NewTicker(seedPoll)
	defer poll.Stop()
	for {
		for _, name := range blockDevices() {
			if path := filepath.Join("/dev", name); isSeed(path) {
				return path, nil
			}
		}
		select {
		case <-ctx.Done():
			return "", fmt.Errorf("no volume labelled %s within %s", seed.VolumeLabel, seedPatience)
		case <-poll.C:
		}
	}
}

func isSeed(device string) bool {
	f, err := os.Open(device)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	return seed.IsSeed(f)
}

func readSeedFiles(folder string) (seedFiles, error) {
	var s seedFiles
	for name, into := range map[string]*[]byte{
		"meta-data":      &s.metaData,
		"user-data":      &s.userData,
		"network-config": &s.network,
	} {
		text, err := readBounded(filepath.Join(folder, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return seedFiles{}, err
		}
		*into = text
	}
	return s, nil
}

func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, largestSeedFile))
}
