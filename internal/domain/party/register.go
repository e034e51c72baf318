package party

import (
	"slices"
	"strings"
)

// agencyPlace stands for the agency that owns the object in the name of a group.
const agencyPlace = "{agency}"

// Party is one of those who answer for measures (C-4).
type Party struct {
	// Code is its short name: SI.
	Code string
	// SuccessorOf are the parties whose duties it took over.
	SuccessorOf []string
	// Groups act for it; {agency} stands for the agency that owns the object.
	Groups []string
}

// Register is the parties of an edition.
type Register []Party

// Find is the party of a code: the one that is called so, else the one that took
// its duties over.
func (r Register) Find(code string) (Party, bool) {
	called := slices.IndexFunc(r, func(p Party) bool { return p.Code == code })
	if called < 0 {
		called = slices.IndexFunc(r, func(p Party) bool { return slices.Contains(p.SuccessorOf, code) })
	}
	if called < 0 {
		return Party{}, false
	}
	return r[called], true
}

// Canonical is the code under which the edition knows a party; a code that it does
// not know stays as it is.
func (r Register) Canonical(code string) string {
	if p, known := r.Find(code); known {
		return p.Code
	}
	return code
}

// Codes of all parties, in the order of the edition.
func (r Register) Codes() []string {
	all := make([]string, len(r))
	for i, p := range r {
		all[i] = p.Code
	}
	return all
}

// GroupsFor are the groups that act for the party in the matters of an agency.
func (p Party) GroupsFor(agency string) []string {
	all := make([]string, len(p.Groups))
	for i, g := range p.Groups {
		all[i] = strings.ReplaceAll(g, agencyPlace, agency)
	}
	return all
}

// ActsFor reports whether a member of groups acts for the party in the matters of
// an agency. In those of no agency nobody acts who does so for one alone.
func (p Party) ActsFor(agency string, groups []string) bool {
	return slices.ContainsFunc(p.Groups, func(g string) bool {
		if strings.Contains(g, agencyPlace) && agency == "" {
			return false
		}
		return slices.Contains(groups, strings.ReplaceAll(g, agencyPlace, agency))
	})
}
