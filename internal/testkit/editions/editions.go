// Package editions gives tests the editions of the rules that an installation
// brings.
package editions

import (
	"io/fs"
	"testing"

	"sigs.k8s.io/yaml"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/facts"
)

// Shipped are all editions, as the rules see them.
func Shipped(t testing.TB) []regulation.Profile {
	t.Helper()
	files, err := fs.Glob(config.Files, "regulations/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no editions: %v", err)
	}
	var all []regulation.Profile
	for _, file := range files {
		raw, err := fs.ReadFile(config.Files, file)
		if err != nil {
			t.Fatal(err)
		}
		p := &governance.RegulationProfile{}
		if err := yaml.UnmarshalStrict(raw, p); err != nil {
			t.Fatalf("reading %s: %v", file, err)
		}
		all = append(all, facts.Profile(p))
	}
	return all
}
