package planning

import (
	"slices"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// Names of calendars and of what they are made for.
const (
	working     = "working"
	cutovers    = "cutover"
	transferTo  = "transfer/"
	cutoverOf   = "cutover/"
	linkOf      = "link/"
	teamOf      = "team/"
	supplierOf  = "supplier/"
	operator    = "operator"
	parallel    = "cut-overs a day"
	unknownSite = "unknown/"
)

var (
	weekdays = [7]bool{false, true, true, true, true, true, false}
	always   = [7]bool{true, true, true, true, true, true, true}
)

// calendar is the change calendar of the programme.
func (b *builder) calendar() (api.ChangeCalendarSpec, bool) {
	name := b.world.Programme.Spec.Calendar
	at := slices.IndexFunc(b.world.Calendars, func(c api.ChangeCalendar) bool { return c.Name == name })
	if at < 0 {
		return api.ChangeCalendarSpec{}, false
	}
	return b.world.Calendars[at].Spec, true
}

// calendars makes working days from the holidays and days of cut-over from the
// freezes, those of an agency by themselves.
func (b *builder) calendars() {
	spec, found := b.calendar()
	if !found {
		b.notes.add(NoteNoCalendar, "MigrationProgramme/"+b.world.Programme.Name)
	}
	var holidays, freezes []schedule.Closure
	for _, h := range spec.Holidays {
		holidays = append(holidays, schedule.Closure{Name: titleOf(h), From: dateOf(h.Day), To: dateOf(h.Day)})
	}
	own := map[string][]schedule.Closure{}
	for _, f := range spec.Freezes {
		closed := schedule.Closure{Name: f.Name, From: dateOf(f.From), To: dateOf(f.To)}
		if len(f.Agencies) == 0 {
			freezes = append(freezes, closed)
		}
		for _, a := range f.Agencies {
			own[a] = append(own[a], closed)
		}
	}
	b.input.Calendars = append(b.input.Calendars,
		schedule.Calendar{Name: working, Week: weekdays, Closed: holidays},
		schedule.Calendar{Name: cutovers, Week: always, Closed: freezes})
	for _, agency := range sortedKeys(own) {
		b.frozen[agency] = cutoverOf + agency
		b.input.Calendars = append(b.input.Calendars,
			schedule.Calendar{Name: cutoverOf + agency, Week: always, Closed: slices.Concat(freezes, own[agency])})
	}
	b.maintenance(spec)
}

// maintenance closes the links of sites while they are worked on.
func (b *builder) maintenance(spec api.ChangeCalendarSpec) {
	sites := map[string][]schedule.Closure{}
	for _, m := range spec.Maintenance {
		sites[m.Site] = append(sites[m.Site], schedule.Closure{Name: m.Reason,
			From: schedule.Date(calendar.Day(m.From.Time)), To: schedule.Date(calendar.Day(m.To.Time))})
	}
	for _, site := range sortedKeys(sites) {
		b.serviced[site] = transferTo + site
		b.input.Calendars = append(b.input.Calendars, schedule.Calendar{Name: transferTo + site, Week: always, Closed: sites[site]})
	}
}

func titleOf(h api.Holiday) string {
	for _, title := range []string{h.Titles.EN, h.Titles.RU, h.Titles.KK} {
		if title != "" {
			return title
		}
	}
	return string(h.Day)
}
