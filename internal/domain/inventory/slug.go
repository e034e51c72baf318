package inventory

import (
	"fmt"
	"regexp"
)

var dnsLabel = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

// slugs remembers which row has taken a slug.
type slugs map[string]int

// take checks the slug of a row and reports whether the row may go on.
func (s slugs) take(r row, longest int, j *journal) bool {
	slug := r.cells[colSlug]
	if len(slug) > longest || !dnsLabel.MatchString(slug) {
		j.refuse(r.number, colSlug, slug, fmt.Sprintf("is not a name of at most %d small Latin letters, digits and inner dashes", longest),
			"choose a short name such as minfin")
		return false
	}
	if first, taken := s[slug]; taken {
		j.refuse(r.number, colSlug, slug, fmt.Sprintf("stands in row %d already", first), "keep one of the two rows, or rename one")
		return false
	}
	s[slug] = r.number
	return true
}
