package passport

// Rule is what a refusal for gaps cites: measure 1 of the Concept, ch. 8.
const Rule = "C-4.1"

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
