package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// kernelMetaPackage depends on Debian's present kernel for virtual machines.
const kernelMetaPackage = "linux-image-cloud-amd64"

// kernel is a concrete Debian kernel package.
type kernel struct{ name, version string }

var (
	dependsOnImage = regexp.MustCompile(`(?m)^\s*Depends: (linux-image-\S+)`)
	versionField   = regexp.MustCompile(`(?m)^Version: (\S+)$`)
)

// findKernel asks apt which kernel it would install.
func findKernel(ctx context.Context) (kernel, error) {
	depends, err := command(ctx, ".", "apt-cache", "depends", kernelMetaPackage)
	if err != nil {
		return kernel{}, err
	}
	name, err := first(dependsOnImage, depends)
	if err != nil {
		return kernel{}, fmt.Errorf("apt knows no %s; run apt-get update: %w", kernelMetaPackage, err)
	}
	record, err := command(ctx, ".", "apt-cache", "show", "--no-all-versions", name)
	if err != nil {
		return kernel{}, err
	}
	version, err := first(versionField, record)
	if err != nil {
		return kernel{}, fmt.Errorf("apt knows no version of %s; run apt-get update: %w", name, err)
	}
	return kernel{name: name, version: version}, nil
}

func first(r *regexp.Regexp, text []byte) (string, error) {
	m := r.FindSubmatch(text)
	if m == nil {
		return "", fmt.Errorf("nothing matches %s", r)
	}
	return string(m[1]), nil
}

// unpack lays the package's files out under root, without installing it: apt
// has checked the signature of what it downloads.
func (k kernel) unpack(ctx context.Context, b builder) error {
	// The sandbox user of apt cannot write into our folder.
	if _, err := command(ctx, b.work, "apt-get", "download", "-q", "-o", "APT::Sandbox::User=root", k.name+"="+k.version); err != nil {
		return err
	}
	packages, err := filepath.Glob(b.at("linux-image-*.deb"))
	if err != nil || len(packages) != 1 {
		return fmt.Errorf("downloading %s: found %d packages (%w)", k.name, len(packages), err)
	}
	if _, err := command(ctx, b.work, "dpkg", "-x", packages[0], b.at("root")); err != nil {
		return err
	}
	release := strings.TrimPrefix(k.name, "linux-image-")
	if err := os.Rename(b.at("root/boot/vmlinuz-"+release), b.at("vmlinuz")); err != nil {
		return err
	}
	return selectModules(ctx, b, release)
}
