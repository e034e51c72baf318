package inventory

import (
	"fmt"
	"strings"
)

// maxDependencies is what the API keeps of one system.
const maxDependencies = 64

// linkDependencies finds the systems that cells name, slugs separated by
// semicolons or blanks, and fills in their owners.
func linkDependencies(systems []System, rows []row, j *journal) {
	owner := map[string]string{}
	for _, s := range systems {
		owner[s.Slug] = s.Agency
	}
	for i := range systems {
		systems[i].Dependencies = dependenciesOf(systems[i], rows[i], owner, j)
	}
}

func dependenciesOf(s System, r row, owner map[string]string, j *journal) []Reference {
	var list []Reference
	seen := map[string]bool{}
	slugs := strings.FieldsFunc(r.cells[colDependencies], func(c rune) bool { return strings.ContainsRune("; \n", c) })
	for _, slug := range slugs {
		agency, known := owner[slug]
		switch {
		case !known:
			j.refuse(s.Row, colDependencies, slug, "is no system of this list", "add a row for it, or take it out of the cell")
		case slug == s.Slug:
			j.refuse(s.Row, colDependencies, slug, "is the system itself", "take it out of the cell")
		case !seen[slug]:
			list = append(list, Reference{Agency: agency, System: slug})
		}
		seen[slug] = true
	}
	if len(list) > maxDependencies {
		j.refuse(s.Row, colDependencies, "", fmt.Sprintf("names %d systems, at most %d are kept", len(list), maxDependencies), "name those without which the system does not work at all")
	}
	return list
}
