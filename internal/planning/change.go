package planning

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Keys of changes, as people write them.
var Keys = []string{
	"team/AGENCY=PEOPLE", "supplier/NAME=PEOPLE", "operator=PEOPLE", "cutovers=SYSTEMS-A-DAY", "bandwidth/SITE=MBPS",
	"commissioned/DATA-CENTRE=DAY", "freeze=DAY..DAY", "freeze/AGENCY=DAY..DAY", "budget/AGENCY/YEAR=TENGE",
	"data/AGENCY/SYSTEM=GIB", "cutover/AGENCY/SYSTEM=DAY", "deferred/AGENCY/SYSTEM=DAY", "start=DAY", "end=DAY", "DEFAULT=NUMBER",
}

// With is the world after one change, such as team/minfin=4; the world itself stays
// as it is.
func (w World) With(change string) (World, error) {
	key, value, ok := strings.Cut(change, "=")
	if !ok {
		return w, fmt.Errorf("%q is no change: write KEY=VALUE, one of %s", change, strings.Join(Keys, ", "))
	}
	kind, name, _ := strings.Cut(key, "/")
	if _, known := shipped[key]; known {
		kind = "default"
	}
	set, known := changes[kind]
	if !known {
		return w, fmt.Errorf("%q: there is no %q to change; use one of %s, or a name of ikpctl plan defaults", change, key, strings.Join(Keys, ", "))
	}
	w.Programme = *w.Programme.DeepCopy()
	if w.Programme.Spec.Planning == nil {
		w.Programme.Spec.Planning = &api.Planning{}
	}
	c := changing{&w, key, name, value}
	if err := set(c); err != nil {
		return w, fmt.Errorf("%q: %w", change, err)
	}
	return w, nil
}

// changing is one change of a world that may be written to: lists are replaced, not
// written into.
type changing struct {
	*World
	key, name, value string
}

var changes = map[string]func(changing) error{
	"default":      changing.aDefault,
	"team":         func(c changing) error { return c.people(api.TeamAgency, c.name) },
	"supplier":     func(c changing) error { return c.people(api.TeamSupplier, c.name) },
	"operator":     func(c changing) error { return c.people(api.TeamOperator, operator) },
	"cutovers":     changing.cutovers,
	"bandwidth":    changing.bandwidth,
	"commissioned": changing.commissioned,
	"freeze":       changing.freeze,
	"budget":       changing.budget,
	"data":         func(c changing) error { return c.move(changing.data) },
	"cutover":      func(c changing) error { return c.move(changing.window) },
	"deferred":     func(c changing) error { return c.move(changing.deferral) },
	"start":        func(c changing) error { return c.day(&c.Programme.Spec.StartsOn) },
	"end":          func(c changing) error { return c.day(&c.Programme.Spec.EndsOn) },
}

func (c changing) whole(least int64) (int64, error) {
	n, err := strconv.ParseInt(c.value, 10, 64)
	if err != nil || n < least || n > 1<<40 {
		return 0, fmt.Errorf("want a whole number of at least %d", least)
	}
	return n, nil
}

func (c changing) day(into *tenancy.Date) error {
	if _, err := time.Parse(time.DateOnly, c.value); err != nil {
		return fmt.Errorf("want a day, YYYY-MM-DD")
	}
	*into = tenancy.Date(c.value)
	return nil
}

func (c changing) aDefault() error {
	n, err := c.whole(0)
	p := c.Programme.Spec.Planning
	p.Defaults = maps.Clone(p.Defaults)
	if p.Defaults == nil {
		p.Defaults = map[string]int64{}
	}
	p.Defaults[c.key] = n
	return err
}

func (c changing) people(kind api.TeamKind, name string) error {
	n, err := c.whole(1)
	p := c.Programme.Spec.Planning
	p.Teams = slices.DeleteFunc(slices.Clone(p.Teams), func(t api.Team) bool { return t.Kind == kind && t.Name == name })
	p.Teams = append(p.Teams, api.Team{Kind: kind, Name: name, People: int32(min(n, 100_000))}) //nolint:gosec // bounded
	return err
}

func (c changing) cutovers() error {
	n, err := c.whole(1)
	c.Programme.Spec.ParallelCutovers = int32(min(n, 1000)) //nolint:gosec // bounded
	return err
}
