package planning

import (
	"cmp"
	"slices"
	"strconv"
)

// Assumption is a default that was used, and where.
type Assumption struct {
	Default
	// Systems for which it was used, at most as many as are shown; Count is all.
	Systems []string `json:"systems"`
	Count   int      `json:"count"`
}

// shown is how many systems an assumption names.
const shown = 3

// assumptions collects what was assumed.
type assumptions struct {
	defaults Defaults
	used     map[string]map[string]bool // things by default
}

// take is a default, noted for what it was used.
func (a *assumptions) take(name, what string) int64 {
	if a.used[name] == nil {
		a.used[name] = map[string]bool{}
	}
	a.used[name][what] = true
	return a.defaults[name]
}

// told is what was told, or the default.
func (a *assumptions) told(value *int64, name, what string) int64 {
	if value != nil {
		return *value
	}
	return a.take(name, what)
}

func (a *assumptions) list() []Assumption {
	var all []Assumption
	for _, name := range sortedKeys(a.used) {
		things := sortedKeys(a.used[name])
		all = append(all, Assumption{
			Default: Default{name, a.defaults[name], shipped[name].Unit},
			Systems: things[:min(len(things), shown)], Count: len(things),
		})
	}
	return all
}

// Note says in how many cases an input was set aside, and why.
type Note struct {
	// Code of the note; its text is in the catalogue as plan-note-<code>.
	Code string `json:"code"`
	// Things it is about.
	Things []string `json:"things"`
}

// Codes of notes.
const (
	NoteCycle         = "cycle"
	NoteUnknownSystem = "unknown-system"
	NoteNoCapacity    = "no-capacity"
	NoteNoBudget      = "no-budget"
	NoteConsent       = "consent"
	NoteMigrations    = "migrations"
	NoteNoCalendar    = "no-calendar"
	NotePastWindow    = "past-window"
	NoteNoSegment     = "no-data-centre"
	NoteUnassigned    = "unassigned"
)

// notes collects them by code.
type notes map[string][]string

func (n notes) add(code, thing string) {
	if !slices.Contains(n[code], thing) {
		n[code] = append(n[code], thing)
	}
}

func (n notes) list() []Note {
	var all []Note
	for code, things := range n {
		all = append(all, Note{code, slices.Sorted(slices.Values(things))})
	}
	slices.SortFunc(all, func(a, b Note) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

func number(n int64) string { return strconv.FormatInt(n, 10) }
