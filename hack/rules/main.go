// The program rules writes a page for every rule of the catalogue, and an index,
// from the editions and from what the platform does about each rule.
//
//	rules config/regulations docs/rules
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sigs.k8s.io/yaml"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/facts"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: rules EDITIONS DESTINATION")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(source, destination string) error {
	editions, err := read(source)
	if err != nil {
		return err
	}
	if err := clean(destination); err != nil {
		return err
	}
	c := catalogue{editions: editions}
	for _, id := range c.ids() {
		if err := write(destination, fileOf(id), c.page(id)); err != nil {
			return err
		}
	}
	return write(destination, "README.md", c.index())
}

func read(source string) ([]regulation.Profile, error) {
	files, err := filepath.Glob(filepath.Join(source, "*.yaml"))
	if err != nil {
		return nil, err
	}
	var editions []regulation.Profile
	for _, path := range files {
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		p := &governance.RegulationProfile{}
		if err := yaml.UnmarshalStrict(raw, p); err != nil {
			return nil, fmt.Errorf("reading %q: %w", path, err)
		}
		editions = append(editions, facts.Profile(p))
	}
	return editions, nil
}

// clean takes away the pages of rules that are gone.
func clean(destination string) error {
	if err := os.MkdirAll(destination, 0o755); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(destination, "*.md"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return nil
}

func write(folder, name, text string) error {
	return os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644)
}

func fileOf(id string) string { return strings.ToLower(id) + ".md" }
