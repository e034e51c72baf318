package inventory

// File is a list as it was read.
type File struct {
	// Name as people know it: it goes into problems.
	Name string
	// Content of at most MaxBytes; one byte more shows that the file is too large.
	Content []byte
}

// Parse checks both lists and their references to each other. Refused lists give
// no plan at all, so that nothing is half imported; gaps refuse nothing.
func Parse(agencies, systems File) (Plan, []Problem) {
	a, s := &journal{file: agencies.Name}, &journal{file: systems.Name}
	bodies := parseAgencies(agencies.Content, a)
	// References to agencies can only be judged by a list that could be read.
	known := ownersOf(bodies, a)
	records := parseSystems(systems.Content, known, s)
	problems := append(a.problems, s.problems...)
	if a.refused() || s.refused() {
		return Plan{}, onlyErrors(problems)
	}
	return Plan{Agencies: withUnassigned(bodies, records), Systems: records}, problems
}

// owners are the agencies that systems may name; nil when nobody can say.
type owners map[string]bool

func ownersOf(agencies []Agency, j *journal) owners {
	if j.refused() {
		return nil
	}
	known := owners{Unassigned: true}
	for _, a := range agencies {
		known[a.Slug] = true
	}
	return known
}

func (o owners) unknown(slug string) bool { return o != nil && !o[slug] }

// withUnassigned adds the agency of systems without an owner where one has none.
func withUnassigned(agencies []Agency, systems []System) []Agency {
	for _, a := range agencies {
		if a.Slug == Unassigned {
			return agencies
		}
	}
	for _, s := range systems {
		if s.Agency == Unassigned {
			return append(agencies, Agency{
				Slug: Unassigned, Kind: kindUnassigned, Participation: Unknown,
				Names: Names{EN: "Systems without a known owner"},
			})
		}
	}
	return agencies
}

// onlyErrors leaves gaps out: they do not matter while a list is refused.
func onlyErrors(problems []Problem) []Problem {
	var errors []Problem
	for _, p := range problems {
		if p.Severity == SeverityError {
			errors = append(errors, p)
		}
	}
	return errors
}
