// Package lawbook reads the editions of the rules and what administrators changed
// of them, for the commands that speak of rules.
package lawbook

import (
	"context"
	"fmt"
	"strings"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/facts"
)

// Shelf is all editions with all overrides.
type Shelf struct {
	// Profiles as the API has them, and Editions as the rules see them.
	Profiles []governance.RegulationProfile
	Editions []regulation.Profile
	// Overrides of administrators.
	Overrides []regulation.Override
	// Today is the day in Kazakhstan.
	Today string
}

// Read reads them at the control plane.
func Read(ctx context.Context, f *cmdutil.Factory) (Shelf, error) {
	c, err := f.Client()
	if err != nil {
		return Shelf{}, err
	}
	var profiles governance.RegulationProfileList
	if err := c.List(ctx, &profiles); err != nil {
		return Shelf{}, &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "profile", Err: err}
	}
	var overrides governance.RuleOverrideList
	if err := c.List(ctx, &overrides); err != nil {
		return Shelf{}, &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "ruleoverride", Err: err}
	}
	return Shelf{
		Profiles: profiles.Items, Editions: facts.Profiles(profiles.Items), Overrides: facts.Overrides(overrides.Items),
		Today: calendar.Day(f.Clock.Now()),
	}, nil
}

// Edition is the one of a name; an empty name means the one in force today.
func (s Shelf) Edition(name string) (regulation.Profile, error) {
	if name == "" {
		p, found := regulation.InForce(s.Editions, s.Today)
		if !found {
			return p, fmt.Errorf("no edition of the rules is in force on %s, so every rule is enforced; install one", s.Today)
		}
		return p, nil
	}
	for _, p := range s.Editions {
		if p.Edition == name {
			return p, nil
		}
	}
	return regulation.Profile{}, fmt.Errorf("there is no edition %q; there are: %s", name, strings.Join(s.Names(), ", "))
}

// Book is an edition with the overrides.
func (s Shelf) Book(name string) (regulation.Book, error) {
	p, err := s.Edition(name)
	if err != nil {
		return regulation.Book{}, err
	}
	return regulation.NewBook(p, s.Overrides), nil
}

// Names of the editions.
func (s Shelf) Names() []string {
	names := make([]string, len(s.Editions))
	for i, p := range s.Editions {
		names[i] = p.Edition
	}
	return names
}

// Profile is an edition as the API has it.
func (s Shelf) Profile(name string) (*governance.RegulationProfile, error) {
	p, err := s.Edition(name)
	if err != nil {
		return nil, err
	}
	for i := range s.Profiles {
		if s.Profiles[i].Name == p.Edition {
			return &s.Profiles[i], nil
		}
	}
	return nil, fmt.Errorf("there is no edition %q", name)
}

// Since is the edition that had a rule first.
func (s Shelf) Since(rule string) regulation.Profile {
	var first regulation.Profile
	for _, p := range s.Editions {
		for _, r := range p.Rules {
			if r.ID == rule && (first.Edition == "" || p.ValidFrom < first.ValidFrom) {
				first = p
			}
		}
	}
	return first
}

// NewProfileList is what completion lists.
func NewProfileList() client.ObjectList { return &governance.RegulationProfileList{} }
