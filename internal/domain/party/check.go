package party

import (
	"fmt"
	"slices"
	"strings"

	"github.com/govtech-kz/ikp/internal/domain/migration"
)

// Reasons of a refusal.
const (
	ReasonMatterUnknown  = "MatterUnknown"
	ReasonPartyUnknown   = "PartyUnknown"
	ReasonNotResponsible = "NotResponsible"
	ReasonNotOfParty     = "NotOfParty"
	ReasonOwnObject      = "OwnObject"
	ReasonContentChanged = "ContentChanged"
)

// Edition is what an edition of the rules says of who decides what.
type Edition struct {
	// Name of the edition: digital-code-2026.
	Name string
	// Parties of the edition and its Measures.
	Parties  Register
	Measures []migration.Demanded
}

// Word is what somebody wants to say.
type Word struct {
	// Kind and Name of the object, Matter on which, Party for which he speaks.
	Kind, Name, Matter, Party string
	// By is the user, Groups are his.
	By     string
	Groups []string
	// Hash of what he has seen.
	Hash string
}

// Subject is the object as it is now.
type Subject struct {
	// Agency that owns it.
	Agency string
	// Author of it: nobody certifies himself.
	Author string
	// Hash of what the matter is about.
	Hash string
	// Turn says whose step it is now and since when; empty: nobody's.
	Turn string
}

// Refusal is why a word does not count.
type Refusal struct {
	// Reason is one of the Reason constants, Rule the one behind it.
	Reason, Rule string
	// Field that is to be changed: spec.party.
	Field string
	// Message says what, why and the way out.
	Message string
}

// Check is everything that stands against a word; nothing when it counts.
func Check(w Word, s Subject, e Edition) []Refusal {
	matters := Matters(w.Kind, e.Measures)
	m, known := Find(matters, w.Matter)
	if !known {
		return []Refusal{{ReasonMatterUnknown, "", "spec.matter", fmt.Sprintf("nobody decides %s of a %s; it has %s",
			w.Matter, w.Kind, list(Names(matters), "no matters that are decided"))}}
	}
	p, known := e.Parties.Find(w.Party)
	if !known {
		return []Refusal{{ReasonPartyUnknown, m.Rule, "spec.party", fmt.Sprintf("edition %s knows no party %s; its parties are %s",
			e.Name, w.Party, list(e.Parties.Codes(), "none"))}}
	}
	var all []Refusal
	all = append(all, responsible(m, p, s, e)...)
	all = append(all, acts(m, p, w, s)...)
	return append(all, seen(m, w, s)...)
}

// responsible: the party decides the matter.
func responsible(m Matter, p Party, s Subject, e Edition) []Refusal {
	decide := make([]string, len(m.Parties))
	for i, code := range m.Parties {
		decide[i] = e.Parties.Canonical(code)
	}
	if slices.Contains(decide, p.Code) {
		return nil
	}
	return []Refusal{{ReasonNotResponsible, m.Rule, "spec.party", fmt.Sprintf("%s is decided by %s, not by %s%s",
		m.Name, strings.Join(decide, " and "), p.Code, s.turn())}}
}

// acts: the author speaks for the party.
func acts(m Matter, p Party, w Word, s Subject) []Refusal {
	if p.ActsFor(s.Agency, w.Groups) {
		return nil
	}
	return []Refusal{{ReasonNotOfParty, m.Rule, "spec.party", fmt.Sprintf("%s does not act for %s: members of %s do; one of them must say it%s",
		w.By, p.Code, strings.Join(p.GroupsFor(s.Agency), " and "), s.turn())}}
}

// seen: he did not write it himself, and has seen what is there.
func seen(m Matter, w Word, s Subject) []Refusal {
	var all []Refusal
	if w.By == s.Author {
		all = append(all, Refusal{ReasonOwnObject, m.Rule, "spec.subject", fmt.Sprintf(
			"nobody certifies himself: %s has written %s %s; another member of the party must say it", w.By, w.Kind, w.Name)})
	}
	if w.Hash != s.Hash {
		all = append(all, Refusal{ReasonContentChanged, m.Rule, "spec.contentHash", fmt.Sprintf(
			"%s %s is not what was looked at: what %s is about has the hash %s now; look at it again and speak of that", w.Kind, w.Name, m.Name, s.Hash)})
	}
	return all
}

func (s Subject) turn() string {
	if s.Turn == "" {
		return ""
	}
	return "; " + s.Turn
}

func list(words []string, none string) string {
	if len(words) == 0 {
		return none
	}
	return strings.Join(words, ", ")
}
