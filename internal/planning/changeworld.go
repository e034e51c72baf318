package planning

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

func (c changing) bandwidth() error {
	n, err := c.whole(1)
	if err != nil {
		return err
	}
	c.Sites = slices.Clone(c.Sites)
	at := slices.IndexFunc(c.Sites, func(s api.SourceSite) bool { return s.Name == c.name })
	if at < 0 {
		return fmt.Errorf("there is no SourceSite %q", c.name)
	}
	mbps := int32(min(n, 10_000_000)) //nolint:gosec // bounded
	c.Sites[at].Spec.BandwidthMbps = &mbps
	return nil
}

// commissioned moves the day of a data centre and all its growth that is later.
func (c changing) commissioned() error {
	var on tenancy.Date
	if err := c.day(&on); err != nil {
		return err
	}
	c.Centres = slices.Clone(c.Centres)
	at := slices.IndexFunc(c.Centres, func(d compute.DataCentre) bool { return d.Name == c.name })
	if at >= 0 {
		c.Centres[at].Spec.CommissionedOn = on
	}
	grows := c.Programme.Spec.Planning.Growth
	for i := range grows {
		if grows[i].DataCentre == c.name {
			grows[i].From, at = on, i
		}
	}
	if at < 0 {
		return fmt.Errorf("there is no DataCentre %q", c.name)
	}
	return nil
}

func (c changing) freeze() error {
	from, to, _ := strings.Cut(c.value, "..")
	f := api.Freeze{Name: "what-if", Reason: "what if", From: tenancy.Date(from), To: tenancy.Date(to)}
	for _, d := range []string{from, to} {
		if _, err := time.Parse(time.DateOnly, d); err != nil {
			return fmt.Errorf("want two days, 2027-01-01..2027-01-10")
		}
	}
	if c.name != "" {
		f.Agencies = []string{c.name}
	}
	c.Calendars = slices.Clone(c.Calendars)
	at := slices.IndexFunc(c.Calendars, func(x api.ChangeCalendar) bool { return x.Name == c.Programme.Spec.Calendar })
	if at < 0 {
		c.Programme.Spec.Calendar = f.Name
		c.Calendars = append(c.Calendars, api.ChangeCalendar{ObjectMeta: metav1.ObjectMeta{Name: f.Name}})
		at = len(c.Calendars) - 1
	}
	freezes := &c.Calendars[at].Spec.Freezes
	*freezes = append(slices.Clone(*freezes), f)
	return nil
}

func (c changing) budget() error {
	agency, year, _ := strings.Cut(c.name, "/")
	y, err := strconv.ParseInt(year, 10, 32)
	if err != nil {
		return fmt.Errorf("want budget/AGENCY/YEAR")
	}
	if _, err := c.whole(0); err != nil {
		return err
	}
	ns := tenancy.AgencyNamespace(agency)
	c.Budgets = slices.DeleteFunc(slices.Clone(c.Budgets), func(b finance.Budget) bool {
		return b.Namespace == ns && int64(b.Spec.FiscalYear) == y
	})
	c.Budgets = append(c.Budgets, finance.Budget{
		ObjectMeta: metav1.ObjectMeta{Namespace: ns, Name: "y" + year},
		Spec:       finance.BudgetSpec{FiscalYear: int32(y), Limit: c.value},
	})
	return nil
}

// move changes the migration of a system; one that nobody has registered is made.
func (c changing) move(change func(changing, *api.SystemMigrationSpec) error) error {
	agency, system, _ := strings.Cut(c.name, "/")
	ns := tenancy.AgencyNamespace(agency)
	if !slices.ContainsFunc(c.Systems, func(s tenancy.InformationSystem) bool { return s.Namespace == ns && s.Name == system }) {
		return fmt.Errorf("there is no system %q", c.name)
	}
	c.Migrations = slices.Clone(c.Migrations)
	at := slices.IndexFunc(c.Migrations, func(m api.SystemMigration) bool { return m.Namespace == ns && m.Spec.System == system })
	if at < 0 {
		c.Migrations = append(c.Migrations, api.SystemMigration{
			ObjectMeta: metav1.ObjectMeta{Namespace: ns, Name: system}, Spec: api.SystemMigrationSpec{System: system, Programme: c.Programme.Name}})
		at = len(c.Migrations) - 1
	}
	return change(c, &c.Migrations[at].Spec)
}

func (c changing) data(s *api.SystemMigrationSpec) error {
	n, err := c.whole(0)
	s.DataGiB = &n
	return err
}

// window fixes the cut-over to a day: it begins at midnight in Kazakhstan.
func (c changing) window(s *api.SystemMigrationSpec) error {
	day, err := time.ParseInLocation(time.DateOnly, c.value, calendar.Almaty)
	if err != nil {
		return fmt.Errorf("want a day, YYYY-MM-DD")
	}
	s.Window = &api.CutoverWindow{From: metav1.NewTime(day), To: metav1.NewTime(day.Add(24 * time.Hour))}
	return nil
}

func (c changing) deferral(s *api.SystemMigrationSpec) error {
	s.Deferred = &api.Aside{Reason: "what if"}
	return c.day(&s.Deferred.Until)
}
