package passport

import (
	"fmt"
	"strings"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Rule is what a refusal for gaps cites: measure 1 of the Concept, ch. 8.
const Rule = "C-4.1"

// ReasonGaps is the reason of a refusal: that of the API's conditions.
const ReasonGaps = "PassportGaps"

// production is the one type of environment that demands a complete passport.
const production = "production"

// Unassigned is the agency that stands for an unknown owner.
const Unassigned = "unassigned"

// Fields of a passport, as they are called in gaps.
const (
	FieldOwner        = "owner"
	FieldCategory     = "category"
	FieldClass        = "class"
	FieldSegment      = "segment"
	FieldPersonalData = "personalData"
)

// Facts are the answers of a passport; empty: nobody has answered.
type Facts struct {
	// Name of the system, for messages.
	Name string
	// Owner is the agency that owns the system; Unassigned counts as a gap.
	Owner string
	// Category is the category of migration (C-5).
	Category string
	// Class by the classifier of informatization objects.
	Class string
	// Segment is G2G or G2CB (C-2.4).
	Segment string
	// PersonalData is Yes, No or Unknown; Unknown counts as a gap (KZ-PD-12).
	PersonalData string
}

// Gaps lists the fields that nobody has filled, always in the same order. It is
// empty for a complete passport.
func Gaps(f Facts) []string {
	var gaps []string
	for _, field := range []struct {
		name   string
		filled bool
	}{
		{FieldOwner, f.Owner != "" && f.Owner != Unassigned},
		{FieldCategory, f.Category != ""},
		{FieldClass, f.Class != ""},
		{FieldSegment, f.Segment != ""},
		{FieldPersonalData, f.PersonalData == "Yes" || f.PersonalData == "No"},
	} {
		if !field.filled {
			gaps = append(gaps, field.name)
		}
	}
	return gaps
}

// answers tells how each gap is closed.
var answers = map[string]string{
	FieldOwner:        "owner (register the system in the namespace of the agency that owns it)",
	FieldCategory:     "category (TypicalService, HighPriority, Priority, NonPriority or NotMoved)",
	FieldClass:        "class (First, Second or Third)",
	FieldSegment:      "segment (G2G or G2CB)",
	FieldPersonalData: "personalData (Yes or No)",
}

// Find is whether a system's passport allows it in a type of environment.
func Find(f Facts, environmentType string) regulation.Finding {
	if environmentType != production {
		return regulation.Finding{Outcome: regulation.NotApplicable}
	}
	gaps := Gaps(f)
	seen := []regulation.Evidence{{Fact: "environment.type", Value: environmentType}, {Fact: "system.gaps", Value: strings.Join(gaps, ",")}}
	if len(gaps) == 0 {
		return regulation.Finding{Outcome: regulation.Kept, Reason: "PassportComplete", Evidence: seen}
	}
	missing := make([]string, 0, len(gaps))
	for _, gap := range gaps {
		missing = append(missing, answers[gap])
	}
	return regulation.Finding{Outcome: regulation.Broken, Reason: ReasonGaps, Evidence: seen, Message: fmt.Sprintf(
		"production needs a complete passport, and that of system %s lacks %s; fill in: ikpctl system set %s/%s",
		f.Name, strings.Join(missing, ", "), f.Owner, f.Name)}
}
