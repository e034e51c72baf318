package inventory

// Headings of the list of systems beside those of the list of agencies.
const (
	colAgency       = "agency_slug"
	colPurpose      = "purpose"
	colClass        = "class"
	colPersonalData = "personal_data"
	colSourceURL    = "source_url"
	colCategory     = "category"
	colSegment      = "segment"
	colDependencies = "dependencies"
)

const longestSystemSlug = 63

var systemColumns = []column{
	{name: colSlug, longest: longestSystemSlug},
	{name: colNameRU, longest: longestName},
	{name: colAgency, longest: longestAgencySlug},
	{name: colPurpose, longest: longestText},
	{name: colClass, longest: longestWord},
	{name: colPersonalData, longest: longestText},
	{name: colSourceURL, longest: longestSource},
	{name: colNameKK, longest: longestName, optional: true},
	{name: colNameEN, longest: longestName, optional: true},
	{name: colCategory, longest: longestWord, optional: true},
	{name: colSegment, longest: longestWord, optional: true},
	{name: colDependencies, longest: longestText, optional: true},
}

func parseSystems(content []byte, known owners, j *journal) []System {
	var (
		systems []System
		rows    []row
		taken   = slugs{}
	)
	for _, r := range readTable(content, systemColumns, j) {
		if taken.take(r, longestSystemSlug, j) {
			systems, rows = append(systems, parseSystem(r, known, j)), append(rows, r)
		}
	}
	linkDependencies(systems, rows, j)
	return systems
}

func parseSystem(r row, known owners, j *journal) System {
	s := System{
		Row: r.number, Slug: r.cells[colSlug], Purpose: r.cells[colPurpose], Source: r.cells[colSourceURL],
		Names:    Names{KK: r.cells[colNameKK], RU: r.cells[colNameRU], EN: r.cells[colNameEN]},
		Agency:   ownerOf(r, known, j),
		Category: categories.translate(r, colCategory, "TypicalService, HighPriority, Priority, NonPriority, NotMoved (C-5)", j),
		Class:    classes.translate(r, colClass, "First, Second, Third", j),
		Segment:  segments.translate(r, colSegment, "G2G, G2C&B (C-2.4)", j),
	}
	s.PersonalData, s.PersonalDataNote = parsePersonalData(r, j)
	noteSystemGaps(s, j)
	return s
}

func ownerOf(r row, known owners, j *journal) string {
	slug := r.cells[colAgency]
	if slug == "" {
		return Unassigned
	}
	if known.unknown(slug) {
		j.refuse(r.number, colAgency, slug, "is no agency of the list of agencies", "add the agency to that list, or leave the cell empty while the owner is not known")
	}
	return slug
}

func noteSystemGaps(s System, j *journal) {
	for _, f := range []struct {
		column string
		empty  bool
		what   string
	}{
		{colNameRU, s.Names.RU == "", "the name in Russian is unknown"},
		{colAgency, s.Agency == Unassigned, "the owner is unknown: the system goes to agency " + Unassigned},
		{colCategory, s.Category == "", "the category is unknown (C-5)"},
		{colClass, s.Class == "", "the class is unknown"},
		{colSegment, s.Segment == "", "the segment is unknown (C-2.4)"},
		{colPersonalData, s.PersonalData == Unknown, "whether it holds personal data is unknown: it is treated as if it did (KZ-PD-12)"},
		{colSourceURL, s.Source == "", "the record has no source"},
	} {
		if f.empty {
			j.gap(s.Row, f.column, f.what, "fill the cell and import again, or let the owner complete the passport")
		}
	}
}
