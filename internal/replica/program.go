package replica

import (
	"fmt"
	"slices"
	"strings"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/healthz"
)

// Program is what a replica runs.
type Program struct {
	// Name of the program and of its lease: ikp-operators.
	Name string
	// Noun is what its parts are called: operator.
	Noun string
	// Parts are all that there are, by name.
	Parts []Part
	// Cache changes the manager's cache.
	Cache cache.Options
	// Ready says whether the replica can work.
	Ready healthz.Checker
}

// Part is one kind of work.
type Part struct {
	// Name by which it is chosen.
	Name string
	// Add registers it with a manager.
	Add func(ctrl.Manager) error
}

// Names lists the parts.
func (p Program) Names() string { return strings.Join(names(p.Parts), ", ") }

// Choose is the parts that a selection means: "*" is all, "name" one of them,
// "-name" takes one away. A name that does not exist is an error.
func (p Program) Choose(selection []string) ([]Part, error) {
	for _, s := range selection {
		if name := strings.TrimPrefix(s, "-"); name != "*" && !slices.Contains(names(p.Parts), name) {
			return nil, fmt.Errorf("unknown %s %q: choose of %s", p.Noun, name, p.Names())
		}
	}
	var chosen []Part
	for _, part := range p.Parts {
		wanted := slices.Contains(selection, "*") || slices.Contains(selection, part.Name)
		if wanted && !slices.Contains(selection, "-"+part.Name) {
			chosen = append(chosen, part)
		}
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("no %s is left to run: choose of %s", p.Noun, p.Names())
	}
	return chosen, nil
}

// election is the lease that replicas with the same parts compete for. Those with
// others work beside them: one kind of work does not starve another.
func (p Program) election(chosen []Part) string {
	if len(chosen) == len(p.Parts) {
		return p.Name
	}
	return strings.Join(append([]string{p.Name}, names(chosen)...), "-")
}

func names(parts []Part) []string {
	all := make([]string, len(parts))
	for i, part := range parts {
		all[i] = part.Name
	}
	return all
}
