package rules

import (
	"github.com/govtech-kz/ikp/internal/domain/integration"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

const production = "production"

// unlawful are cases that break the residency rules.
var unlawful = map[string]Facts{
	residency.RuleSegment:      at(residency.Site{Segments: []string{"G2G"}}),
	residency.RuleCommissioned: at(residency.Site{CommissionedOn: "2027-03-01"}),
	residency.RuleCountry:      at(residency.Site{Country: "DE"}),
	residency.RuleRegistered:   at(residency.Site{Country: residency.Country}),
	residency.RuleAccession:    at(residency.Site{Country: residency.Country, Registered: true}),
	residency.RuleRepeated:     at(residency.Site{Country: residency.Country}),
	residency.RulePlatform:     at(residency.Site{Country: "DE"}),
}

func at(d residency.Site) Facts {
	d.Name = "aktau-1"
	return Facts{System: &System{Facts: passport.Facts{Name: "esf", Owner: "minfin", PersonalData: "Yes", Segment: "G2CB"}}, Site: &d}
}

// passing are bytes that leave the country without a ground.
var passing = Facts{System: at(residency.Site{}).System, Passage: &whereabouts.Passage{Country: "DE"}}

// gapped is a system in production of which little is known.
var gapped = Facts{Environment: production, System: &System{
	Facts: passport.Facts{Name: "esf", Owner: "minfin", Segment: "G2CB", PersonalData: "Unknown"},
}}

// offPlatform is a new system elsewhere.
var offPlatform = Facts{System: &System{Facts: passport.Facts{Name: "esf", Owner: "minfin"}, Target: TargetOther}}

// late is an integration of long ago.
var late = Facts{Integration: &integration.Term{RequestedOn: "2026-10-01"}}

// overdue is a migration behind the announced deadline.
var overdue = Facts{Deadline: &Deadline{Rule: RuleDeadline, LastDay: "2026-09-30", At: migration.Testing, Due: migration.Published}}

// conforming is a system in a data centre of its agency that may stay.
var conforming = migration.Facts{Today: "2026-11-22", Site: &migration.Site{
	Name: "minfin-own", DataCentre: "Yes", ConformsUntil: "2027-12-31", UsefulLifeEndsOn: "2028-06-30",
}}

// open is a migration with one open measure.
func open(rule string, number int, gate migration.State, party string) migration.Facts {
	return migration.Facts{Name: "minfin/esf", Measures: []migration.Measure{{Number: number, Rule: rule, Gate: gate, Waiting: []string{party}}}}
}
