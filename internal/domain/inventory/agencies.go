package inventory

import "fmt"

// Headings that both lists have, and those of the list of agencies.
const (
	colSlug          = "slug"
	colNameRU        = "name_ru"
	colNameKK        = "name_kk"
	colNameEN        = "name_en"
	colUserGroup     = "user_group"
	colKind          = "kind"
	colSource        = "source"
	colParent        = "parent"
	colParticipation = "participation"
)

// Lengths are those of the API.
const (
	longestAgencySlug = 40
	longestWord       = 64
	longestName       = 512
	longestSource     = 2048
	longestText       = 4096
)

var agencyColumns = []column{
	{name: colSlug, longest: longestAgencySlug},
	{name: colNameRU, longest: longestName},
	{name: colNameKK, longest: longestName},
	{name: colNameEN, longest: longestName},
	{name: colUserGroup, longest: longestWord},
	{name: colKind, longest: longestWord},
	{name: colSource, longest: longestSource},
	{name: colParent, longest: longestAgencySlug, optional: true},
	{name: colParticipation, longest: longestWord, optional: true},
}

func parseAgencies(content []byte, j *journal) []Agency {
	var agencies []Agency
	taken := slugs{}
	for _, r := range readTable(content, agencyColumns, j) {
		if taken.take(r, longestAgencySlug, j) {
			agencies = append(agencies, parseAgency(r, j))
		}
	}
	checkParents(agencies, j)
	return agencies
}

func parseAgency(r row, j *journal) Agency {
	a := Agency{
		Row: r.number, Slug: r.cells[colSlug], Parent: r.cells[colParent], Source: r.cells[colSource],
		Names: Names{KK: r.cells[colNameKK], RU: r.cells[colNameRU], EN: r.cells[colNameEN]},
		Kind:  kinds.translate(r, colKind, "ministry, committee, security, president-body, judicial-constitutional, akimat-region, akimat-city, quasi-state", j),
	}
	if group := userGroups.translate(r, colUserGroup, "1 to 5 (C-7.1 … C-7.5)", j); group != "" {
		a.UserGroup = int32(group[0] - '0')
	}
	a.Participation = participations.translate(r, colParticipation, "Mandatory, Voluntary, Unknown (C-7.6)", j)
	if a.Participation == "" {
		a.Participation, a.ParticipationRule = participationOf(a.Kind)
	}
	checkKind(r, a, j)
	noteAgencyGaps(a, j)
	return a
}

// checkKind demands a kind: what a body may and must do depends on it.
func checkKind(r row, a Agency, j *journal) {
	if r.cells[colKind] == "" {
		j.refuse(a.Row, colKind, "", "is empty", "say what sort of body this is")
	}
	if (a.Kind == kindUnassigned) != (a.Slug == Unassigned) {
		j.refuse(a.Row, colKind, a.Kind, fmt.Sprintf("does not go with slug %q: the agency %s alone has the kind %s", a.Slug, Unassigned, kindUnassigned),
			"leave that agency out: it is made where a system has no owner")
	}
}

func noteAgencyGaps(a Agency, j *journal) {
	for _, f := range []struct {
		column string
		empty  bool
		what   string
	}{
		{colNameKK, a.Names.KK == "", "the name in Kazakh is unknown"},
		{colNameRU, a.Names.RU == "", "the name in Russian is unknown"},
		{colNameEN, a.Names.EN == "", "the name in English is unknown"},
		{colUserGroup, a.UserGroup == 0, "the group of users is unknown (C-7.1 … C-7.5)"},
		{colParticipation, a.Participation == Unknown, "whether the body must join is unknown (C-7.6)"},
		{colParent, a.Parent == "" && a.Kind == "committee", "the ministry of the committee is unknown"},
		{colSource, a.Source == "", "the record has no source"},
	} {
		if f.empty {
			j.gap(a.Row, f.column, f.what, "fill the cell and import again")
		}
	}
}
