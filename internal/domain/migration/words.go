package migration

import (
	"fmt"
	"slices"
	"time"
)

// Part is what of a migration a matter is about.
type Part string

// Parts of a migration.
const (
	// Identity is which system moves.
	Identity Part = "Identity"
	// Audit is what its assessment says.
	Audit Part = "Audit"
	// Preparation is from where, whereto and at whose cost.
	Preparation Part = "Preparation"
	// Trial is what was demanded, and what the last rehearsal has shown.
	Trial Part = "Trial"
	// Result is what went over, and when.
	Result Part = "Result"
)

// Parts of a migration, in the order of its way.
var Parts = []Part{Identity, Audit, Preparation, Trial, Result}

// about is what a part is about, for people.
var about = map[Part]string{
	Identity: "which system moves", Audit: "the assessment of the system",
	Preparation: "from where, whereto or at whose cost it moves",
	Trial:       "what is demanded or what the last rehearsal has shown", Result: "what went over",
}

// Matters besides those of the measures.
const (
	MatterConsent             = "consent"
	MatterAcceptance          = "acceptance"
	MatterSourceDisabled      = "source-disabled"
	MatterDecommissionPlanned = "decommission-planned"
	MatterDecommissioned      = "decommissioned"
	MatterDataDestroyed       = "data-destroyed"
)

// MeasureMatter is the matter of a measure: measure-08.
func MeasureMatter(number int) string { return fmt.Sprintf("measure-%02d", number) }

// lastOf are the measures that end each part.
const (
	lastOfIdentity    = 1
	lastOfAudit       = 4
	lastOfPreparation = 12
	lastOfTrial       = 13
)

// PartOf is the part that a matter is about: an approval counts until it changes.
func PartOf(matter string) Part {
	n, measure := measureOf(matter)
	switch {
	case matter == MatterConsent || measure && n <= lastOfIdentity:
		return Identity
	case measure && n <= lastOfAudit:
		return Audit
	case measure && n <= lastOfPreparation:
		return Preparation
	case matter == MatterAcceptance || measure && n <= lastOfTrial:
		return Trial
	}
	return Result
}

// measureOf is the number of the measure that a matter is.
func measureOf(matter string) (n int, is bool) {
	_, err := fmt.Sscanf(matter, "measure-%02d", &n)
	return n, err == nil && matter == MeasureMatter(n)
}

// Word is what somebody has said for a party on a matter.
type Word struct {
	Matter, Party string
	// By is the user.
	By string
	// Approved is what he said.
	Approved bool
	// Hash is what he has seen.
	Hash string
	// At is when: of several words of one party the latest counts, and of two of
	// one moment the one that does not approve.
	At time.Time
}

// Words are all words on one migration.
type Words struct {
	// All of them, in any order.
	All []Word
	// Hashes of the migration as it is now, by part.
	Hashes map[Part]string
	// Author of the migration: his own word does not count.
	Author string
}

// last is the word of a party that counts.
func (w Words) last(matter, party string) (Word, bool) {
	var found Word
	spoke := false
	for _, word := range w.All {
		if word.Matter != matter || word.Party != party || !w.counts(word) {
			continue
		}
		if !spoke || word.At.After(found.At) || word.At.Equal(found.At) && !word.Approved {
			found, spoke = word, true
		}
	}
	return found, spoke
}

// counts: it is about what is there now, and nobody certifies himself.
func (w Words) counts(word Word) bool {
	return word.Hash == w.Hashes[PartOf(word.Matter)] && word.By != w.Author
}

// Approved reports whether a party has approved a matter as it is now.
func (w Words) Approved(matter, party string) bool {
	word, spoke := w.last(matter, party)
	return spoke && word.Approved
}

// AcceptanceOf is the agency's acceptance; nil: it has never spoken of it.
func (w Words) AcceptanceOf() *Acceptance {
	if word, spoke := w.last(MatterAcceptance, partyAgency); spoke && word.Approved {
		return &Acceptance{At: word.At, Current: true}
	}
	i := slices.IndexFunc(w.All, func(word Word) bool { return word.Matter == MatterAcceptance && word.Approved })
	if i < 0 {
		return nil
	}
	return &Acceptance{At: w.All[i].At}
}

// Demanded is a measure as the edition has it.
type Demanded struct {
	Number  int
	Rule    string
	Gate    State
	Parties []string
	// Any says that one party's word is enough.
	Any   bool
	After []int
}

// Measures are the measures of an edition with what is still open of each.
func (w Words) Measures(edition []Demanded) []Measure {
	open := map[int]bool{}
	all := make([]Measure, 0, len(edition))
	for _, d := range edition {
		m := w.measure(d)
		open[d.Number] = !m.Closed()
		all = append(all, m)
	}
	for i, d := range edition {
		if len(all[i].Waiting)+len(all[i].Rejected) > 0 {
			continue // one thing at a time: it waits for its parties first
		}
		for _, before := range d.After {
			if open[before] {
				all[i].After = append(all[i].After, before)
			}
		}
	}
	return all
}

func (w Words) measure(d Demanded) Measure {
	m := Measure{Number: d.Number, Rule: d.Rule, Gate: d.Gate}
	approved := false
	for _, party := range d.Parties {
		word, spoke := w.last(MeasureMatter(d.Number), party)
		switch {
		case spoke && word.Approved:
			approved = true
		case spoke:
			m.Rejected = append(m.Rejected, party)
		default:
			m.Waiting = append(m.Waiting, party)
			if w.outdated(MeasureMatter(d.Number), party) {
				m.Outdated = append(m.Outdated, party)
			}
		}
	}
	if d.Any && approved {
		m.Waiting, m.Outdated = nil, nil
	}
	return m
}

// outdated reports whether a party has spoken only of what has changed since.
func (w Words) outdated(matter, party string) bool {
	return slices.ContainsFunc(w.All, func(word Word) bool {
		return word.Matter == matter && word.Party == party && word.By != w.Author
	})
}
