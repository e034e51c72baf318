package integration

import (
	"fmt"
	"slices"
	"time"
)

// Rule sets the term from request to access; its parameter days is the term.
const Rule = "C-10.3"

// DefaultDays is the term of an edition that names none: two weeks.
const DefaultDays = 14

// Step is one on the way from request to access.
type Step struct {
	// Name of the step, as the API has it.
	Name string
	// Matter of the approval by which it is done; empty: the request itself does it.
	Matter string
	// Party that holds it, by its code.
	Party string
}

// Steps of an integration, in their order. What the owner of the data agrees to is
// in the contract, which both sides sign (KZ-INT-43).
var Steps = []Step{
	{Name: "Requested", Party: "GO"},
	{Name: "ContractSigned", Matter: "contract-signed", Party: "GO"},
	{Name: "Approved", Matter: "approved", Party: "SI"},
	{Name: "Tested", Matter: "tested", Party: "OPERATOR"},
	{Name: "AccessGiven", Matter: "access-given", Party: "OPERATOR"},
}

// Word is what the holder of a step has said.
type Word struct {
	Matter, Party string
	Approved      bool
	At            time.Time
	// Current says that it is about the request as it is now, and not by its author.
	Current bool
}

// Record is a step with its holder.
type Record struct {
	Step
	// Since when the party holds it; zero: it does not hold it yet.
	Since time.Time
	// Done is when it was done; zero: it is open.
	Done time.Time
	// Rejected says that its holder has refused it.
	Rejected bool
}

// Progress is how far a request is.
type Progress struct {
	// Steps in their order.
	Steps []Record
	// Open is the step that is open; nil when access was given.
	Open *Record
}

// Follow goes along the steps. A step is done by its holder's last word, and begins
// when the one before it was done: what was said earlier counts from then.
func Follow(requested time.Time, words []Word) Progress {
	var p Progress
	since := requested
	for _, s := range Steps {
		r := Record{Step: s, Since: since}
		switch {
		case since.IsZero():
		case s.Matter == "":
			r.Done = requested
		default:
			r.Done, r.Rejected = done(s, since, words)
		}
		since = r.Done
		p.Steps = append(p.Steps, r)
	}
	if i := slices.IndexFunc(p.Steps, func(r Record) bool { return r.Done.IsZero() }); i >= 0 {
		p.Open = &p.Steps[i]
	}
	return p
}

// done is when a step was done, and whether it was refused instead.
func done(s Step, since time.Time, words []Word) (time.Time, bool) {
	var last Word
	spoke := false
	for _, w := range words {
		if w.Matter != s.Matter || w.Party != s.Party || !w.Current {
			continue
		}
		if !spoke || w.At.After(last.At) || w.At.Equal(last.At) && !w.Approved {
			last, spoke = w, true
		}
	}
	switch {
	case !spoke:
		return time.Time{}, false
	case !last.Approved:
		return time.Time{}, true
	case last.At.Before(since):
		return since, false
	}
	return last.At, false
}

// Given is when access was given; zero: not yet.
func (p Progress) Given() time.Time { return p.Steps[len(p.Steps)-1].Done }

// Term is the clock of a request. Days are in Kazakhstan, written 2026-11-22.
type Term struct {
	// RequestedOn is the first day.
	RequestedOn string
	// Days that may pass from request to access: calendar days.
	Days int
	// GivenOn is the day on which access was given; empty: not yet.
	GivenOn string
}

// DueOn is the last day on which access is in time.
func (t Term) DueOn() (string, error) {
	day, err := time.Parse(time.DateOnly, t.RequestedOn)
	if err != nil {
		return "", fmt.Errorf("reading the day of the request %q: %w", t.RequestedOn, err)
	}
	return day.AddDate(0, 0, t.Days).Format(time.DateOnly), nil
}

// Late is how many days after the last one access was given, or today is; zero:
// it is in time.
func (t Term) Late(today string) (int, error) {
	due, err := t.DueOn()
	if err != nil {
		return 0, err
	}
	last := today
	if t.GivenOn != "" {
		last = t.GivenOn
	}
	end, err := time.Parse(time.DateOnly, last)
	if err != nil {
		return 0, fmt.Errorf("reading the day %q: %w", last, err)
	}
	limit, err := time.Parse(time.DateOnly, due)
	if err != nil {
		return 0, err
	}
	return max(0, int(end.Sub(limit)/(24*time.Hour))), nil
}
