package main

import (
	"bytes"
	"context"
	"debug/elf"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// wantedModules is what a guest needs beyond the kernel itself: virtio in its
// kinds, the drives a seed may come in, its file system and the power button.
var wantedModules = []string{
	"virtio_pci", "virtio_blk", "virtio_net", "virtio_console", "virtio_scsi",
	"sd_mod", "ata_piix", "sr_mod", "isofs", "button", "evdev",
}

// modules finds modules of one kernel by name, and what each needs.
type modules struct {
	paths   map[string]string
	builtin map[string]bool
	needs   func(path string) ([]string, error)
}

// selectModules copies the wanted modules and what they need into one folder,
// numbered in the order of loading.
func selectModules(ctx context.Context, b builder, release string) error {
	tree := filepath.Join(b.at("root"), "lib/modules", release)
	m := modules{needs: needsOf}
	if err := m.index(tree); err != nil {
		return err
	}
	ordered, err := m.order(wantedModules)
	if err != nil {
		return err
	}
	if err := os.Mkdir(b.at("modules"), 0o755); err != nil {
		return err
	}
	for i, path := range ordered {
		name := fmt.Sprintf("%03d-%s.ko", i, moduleName(path))
		if err := os.Rename(path, filepath.Join(b.at("modules"), name)); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// index reads where modules lie and which are part of the kernel.
func (m *modules) index(tree string) error {
	m.paths, m.builtin = map[string]string{}, map[string]bool{}
	list, err := os.ReadFile(filepath.Join(tree, "modules.builtin"))
	if err != nil {
		return err
	}
	for _, line := range strings.Fields(string(list)) {
		m.builtin[moduleName(line)] = true
	}
	return filepath.WalkDir(tree, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".ko") {
			m.paths[moduleName(path)] = path
		}
		return err
	})
}

// order gives the files of the named modules so that each follows what it needs.
func (m *modules) order(names []string) ([]string, error) {
	var ordered []string
	seen := map[string]bool{}
	var visit func(name string) error
	visit = func(name string) error {
		if seen[name] || m.builtin[name] {
			return nil
		}
		seen[name] = true
		path, ok := m.paths[name]
		if !ok {
			return fmt.Errorf("the kernel package has no module %s", name)
		}
		needs, err := m.needs(path)
		if err != nil {
			return err
		}
		for _, n := range needs {
			if err := visit(n); err != nil {
				return err
			}
		}
		ordered = append(ordered, path)
		return nil
	}
	for _, n := range names {
		if err := visit(n); err != nil {
			return nil, err
		}
	}
	return ordered, nil
}

// needsOf reads the dependencies that a module states about itself: the package
// has no modules.dep before it is installed.
func needsOf(path string) ([]string, error) {
	f, err := elf.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading module %s: %w", path, err)
	}
	defer func() { _ = f.Close() }()
	section := f.Section(".modinfo")
	if section == nil {
		return nil, fmt.Errorf("reading module %s: no .modinfo", path)
	}
	info, err := section.Data()
	if err != nil {
		return nil, fmt.Errorf("reading module %s: %w", path, err)
	}
	return dependencies(info), nil
}

// dependencies picks the names out of "depends=a,b" in zero-separated fields.
func dependencies(info []byte) []string {
	for _, field := range bytes.Split(info, []byte{0}) {
		list, ok := bytes.CutPrefix(field, []byte("depends="))
		if !ok || len(list) == 0 {
			continue
		}
		names := strings.Split(string(list), ",")
		for i := range names {
			names[i] = moduleName(names[i])
		}
		return names
	}
	return nil
}

// moduleName is the kernel's own spelling: files may have dashes instead.
func moduleName(path string) string {
	name, _, _ := strings.Cut(filepath.Base(path), ".ko")
	return strings.ReplaceAll(name, "-", "_")
}
