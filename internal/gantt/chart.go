package gantt

import (
	"errors"
	"fmt"
	"time"
)

// day is the layout of a calendar day.
const day = "2006-01-02"

// Kind is a phase of a row; each has its letter and its colour.
type Kind string

// Kinds of bars.
const (
	Preparation  Kind = "Preparation"
	Replication  Kind = "Replication"
	Testing      Kind = "Testing"
	Cutover      Kind = "Cutover"
	Decommission Kind = "Decommission"
)

// Kinds in the order of the legend.
var Kinds = []Kind{Preparation, Replication, Testing, Cutover, Decommission}

// letters stand for bars in a terminal, colours in SVG. The colours are told
// apart by people who see few, too (Okabe and Ito).
var (
	letters = map[Kind]rune{Preparation: '░', Replication: '▒', Testing: '▓', Cutover: '█', Decommission: '·'}
	colours = map[Kind]string{Preparation: "#999999", Replication: "#56B4E9", Testing: "#E69F00", Cutover: "#D55E00", Decommission: "#009E73"}
)

// Bar is a span of days of one kind. Days are written 2026-11-22, both
// inclusive.
type Bar struct {
	Kind     Kind
	From, To string
}

// Row is one line of the chart.
type Row struct {
	// Label names the row.
	Label string
	// Bars in any order; of two that overlap, the shorter is seen.
	Bars []Bar
}

// Chart is what is drawn.
type Chart struct {
	// Title above the chart.
	Title string
	// Rows from top to bottom.
	Rows []Row
	// Today is marked by a line; empty: no line.
	Today string
	// Names of the kinds for the legend, in the reader's language.
	Names map[Kind]string
}

// ErrEmpty is a chart without any bar.
var ErrEmpty = errors.New("there is nothing to draw")

// scale maps days to numbers.
type scale struct {
	first time.Time
	days  int
}

// of is the scale that holds every bar of a chart.
func of(c Chart) (scale, error) {
	var first, last time.Time
	for _, row := range c.Rows {
		for _, bar := range row.Bars {
			from, to, err := bar.span()
			if err != nil {
				return scale{}, fmt.Errorf("drawing row %q: %w", row.Label, err)
			}
			if first.IsZero() || from.Before(first) {
				first = from
			}
			if to.After(last) {
				last = to
			}
		}
	}
	if first.IsZero() {
		return scale{}, ErrEmpty
	}
	first = time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC)
	return scale{first: first, days: between(first, last) + 1}, nil
}

func (b Bar) span() (from, to time.Time, err error) {
	if from, err = time.Parse(day, b.From); err != nil {
		return from, to, fmt.Errorf("%q is no day", b.From)
	}
	if to, err = time.Parse(day, b.To); err != nil {
		return from, to, fmt.Errorf("%q is no day", b.To)
	}
	if to.Before(from) {
		return from, to, fmt.Errorf("the bar ends on %s, before it begins on %s", b.To, b.From)
	}
	return from, to, nil
}

// between is the number of days from a to b.
func between(a, b time.Time) int { return int(b.Sub(a) / (24 * time.Hour)) }

// at is the number of a day from the first, and whether the chart holds it.
func (s scale) at(text string) (int, bool) {
	d, err := time.Parse(day, text)
	if err != nil {
		return 0, false
	}
	n := between(s.first, d)
	return n, n >= 0 && n < s.days
}

// months are the first days of the months that the scale holds, with their text.
func (s scale) months() map[int]string {
	out := map[int]string{}
	for m := s.first; between(s.first, m) < s.days; m = m.AddDate(0, 1, 0) {
		out[between(s.first, m)] = m.Format("2006-01")
	}
	return out
}
