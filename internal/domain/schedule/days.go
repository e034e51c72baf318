package schedule

import (
	"fmt"
	"slices"
	"strings"
)

// opening is the days on which a phase can work: those on which its own calendar
// and those of all its resources are open.
type opening struct {
	week  [7]bool
	names []string
	open  []int32 // open days, counted from the programme's start
	next  []int32 // for each day, the place in open of the first open day from it on
}

// days turns calendars into openings, one for each combination that occurs.
type days struct {
	origin    int // the programme's first day, since 1970
	horizon   int
	calendars map[string]Calendar
	closures  map[string][]span
	openings  []opening
	known     map[string]int32
}

// span is a closure in days from the programme's start, both ends included.
type span struct {
	name     string
	from, to int
}

func newDays(p Programme, origin, horizon int) (*days, error) {
	d := &days{
		origin: origin, horizon: horizon, known: map[string]int32{},
		calendars: map[string]Calendar{}, closures: map[string][]span{},
	}
	for _, c := range p.Calendars {
		d.calendars[c.Name] = c
		for _, closed := range c.Closed {
			from, err1 := d.day(closed.From)
			to, err2 := d.day(closed.To)
			if err1 != nil || err2 != nil || to < from {
				return nil, fmt.Errorf("calendar %q: closure %q from %q to %q is no span of days", c.Name, closed.Name, closed.From, closed.To)
			}
			d.closures[c.Name] = append(d.closures[c.Name], span{closed.Name, from, to})
		}
	}
	return d, nil
}

// day is the day of a date, counted from the programme's start.
func (d *days) day(date Date) (int, error) {
	since, err := date.Day()
	return since - d.origin, err
}

func (d *days) date(day int) Date { return DateOf(d.origin + day) }

// weekday counts from Sunday; 1970-01-01 was a Thursday.
func (d *days) weekday(day int) int { return ((d.origin+day+4)%7 + 7) % 7 }

// opening finds or makes the opening of the calendars with these names.
func (d *days) opening(names []string) (int32, error) {
	names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == "" })
	slices.Sort(names)
	names = slices.Compact(names)
	key := strings.Join(names, "\x00")
	if at, ok := d.known[key]; ok {
		return at, nil
	}
	o := opening{names: names, week: [7]bool{true, true, true, true, true, true, true}}
	for _, n := range names {
		c, ok := d.calendars[n]
		if !ok {
			return 0, fmt.Errorf("calendar %q is not defined", n)
		}
		for w := range o.week {
			o.week[w] = o.week[w] && c.Week[w]
		}
	}
	d.fill(&o)
	d.openings = append(d.openings, o)
	d.known[key] = int32(len(d.openings) - 1)
	return d.known[key], nil
}

func (d *days) fill(o *opening) {
	o.next = make([]int32, d.horizon+1)
	for day := range d.horizon {
		o.next[day] = int32(len(o.open))
		if o.week[d.weekday(day)] && len(d.closing(o, day)) == 0 {
			o.open = append(o.open, int32(day))
		}
	}
	o.next[d.horizon] = int32(len(o.open))
}

// closing names the closures that shut a day, as calendar/closure.
func (d *days) closing(o *opening, day int) []string {
	var names []string
	for _, n := range o.names {
		for _, s := range d.closures[n] {
			if s.from <= day && day <= s.to {
				names = append(names, n+"/"+s.name)
			}
		}
	}
	return names
}

// before is the last day earlier than day on which the weeks of the calendars are open.
func (d *days) before(o *opening, day int) int {
	for back := 1; back <= 7; back++ {
		if o.week[d.weekday(day-back)] {
			return day - back
		}
	}
	return day - 1
}
