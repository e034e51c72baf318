package inventory

import (
	"slices"
	"strings"
)

// checkParents refuses parents that are not in the list and bodies that are
// subordinate to themselves, directly or through others.
func checkParents(agencies []Agency, j *journal) {
	parents := map[string]string{}
	for _, a := range agencies {
		parents[a.Slug] = a.Parent
	}
	for _, a := range agencies {
		if a.Parent == "" {
			continue
		}
		if _, known := parents[a.Parent]; !known {
			j.refuse(a.Row, colParent, a.Parent, "is no agency of this list", "add a row for the parent, or leave the cell empty")
		}
	}
	told := map[string]bool{}
	for _, a := range agencies {
		circle := circleThrough(a.Slug, parents)
		if circle == nil || told[a.Slug] {
			continue
		}
		for _, slug := range circle {
			told[slug] = true
		}
		j.refuse(a.Row, colParent, a.Parent, "closes a circle: "+strings.Join(append(circle, a.Slug), " → "), "leave the parent of the topmost body empty")
	}
}

// circleThrough gives the bodies from one up to itself, or nil when the way up ends.
func circleThrough(start string, parents map[string]string) []string {
	circle := []string{start}
	for at := parents[start]; at != start; at = parents[at] {
		// A way that runs into another circle never comes back to its start.
		if at == "" || slices.Contains(circle, at) {
			return nil
		}
		circle = append(circle, at)
	}
	return circle
}
