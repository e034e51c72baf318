package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

const (
	manifestFile = "images.json"
	inputsFile   = ".inputs"
	// readyPattern is what both guests write on the serial port.
	readyPattern = "ikp-guest: ready"
)

// writeManifest describes the images as Image objects, ready for kubectl apply.
func writeManifest(b builder, inputs string) error {
	// A v1 List: kubectl would look an ImageList up among the CRDs, which people may not read.
	list := compute.ImageList{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "List"}}
	for _, i := range images() {
		sum, err := digest(filepath.Join(b.out, i.Spec.File))
		if err != nil {
			return err
		}
		i.Spec.SHA256 = sum
		b.say("%s sha256 %s", i.Spec.File, sum)
		list.Items = append(list.Items, i)
	}
	text, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	if err := replace(b, manifestFile, append(text, '\n')); err != nil {
		return err
	}
	return replace(b, inputsFile, []byte(inputs))
}

func images() []compute.Image {
	return []compute.Image{
		image("ikp-guest", "ikp test guest: reads its seed, answers over serial, agent and TCP", diskFile, compute.FormatQcow2, 96),
		image("ikp-bootsector", "ikp boot sector: says that it is ready and nothing more", bootSectorFile, compute.FormatRaw, 1),
	}
}

func image(name, title, file string, format compute.ImageFormat, memoryMiB int64) compute.Image {
	return compute.Image{
		TypeMeta:   metav1.TypeMeta{APIVersion: compute.GroupVersion.String(), Kind: "Image"},
		ObjectMeta: metav1.ObjectMeta{Name: name},
		Spec: compute.ImageSpec{
			Title: title, File: file, Format: format, MinDiskGiB: 1, MinMemoryMiB: memoryMiB,
			Probe: compute.GuestProbe{Type: compute.ProbeSerial, Pattern: readyPattern, TimeoutSeconds: 120},
		},
	}
}

// upToDate reports whether the folder holds what these inputs give, undamaged.
func upToDate(out, inputs string) bool {
	made, err := os.ReadFile(filepath.Join(out, inputsFile))
	if err != nil || string(made) != inputs {
		return false
	}
	text, err := os.ReadFile(filepath.Join(out, manifestFile))
	if err != nil {
		return false
	}
	var list compute.ImageList
	if err := json.Unmarshal(text, &list); err != nil || len(list.Items) != len(images()) {
		return false
	}
	for _, i := range list.Items {
		if sum, err := digest(filepath.Join(out, i.Spec.File)); err != nil || sum != i.Spec.SHA256 {
			return false
		}
	}
	return true
}

func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("reading %s: %w", path, err)
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// replace writes a file whole or not at all.
func replace(b builder, name string, content []byte) error {
	if err := os.WriteFile(b.at(name), content, 0o644); err != nil {
		return err
	}
	return os.Rename(b.at(name), filepath.Join(b.out, name))
}
