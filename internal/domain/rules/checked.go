package rules

import (
	"slices"

	"github.com/govtech-kz/ikp/internal/domain/clearance"
	"github.com/govtech-kz/ikp/internal/domain/integration"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// everywhereBytesLie are the parts that ask the residency rules.
var everywhereBytesLie = []Place{AtAdmission, AtGate, AtPlacement, AtHypervisor, AtMigration, AtAudit}

// parameterOnDrift says what follows when the audit finds bytes where the rule
// forbids them: report or quarantine.
const parameterOnDrift = "onDrift"

// checked are the rules with a check of their own.
func checked() []Entry {
	return slices.Concat(onPlaces(), onSystems(), onMoves())
}

// onPlaces are the residency rules.
func onPlaces() []Entry {
	moments := map[string][]regulation.Moment{
		residency.RuleAccession: {regulation.Placement},
	}
	var all []Entry
	for _, id := range residency.Rules() {
		e := Entry{Rule: id, By: ByPlatform, Check: placed(id), Moments: moments[id], At: everywhereBytesLie,
			Reason: residency.ReasonViolated, Parameters: []string{parameterOnDrift}, Example: unlawful[id],
			Note: "every data centre in which bytes of a system lie or would lie"}
		if e.Moments == nil {
			e.Moments = []regulation.Moment{regulation.Placement, regulation.Continuous}
		}
		all = append(all, e)
	}
	return append(all, Entry{Rule: whereabouts.RulePassage, By: ByPlatform, Check: grounded, Moments: []regulation.Moment{regulation.Continuous},
		At: []Place{AtAdmission, AtAudit}, Reason: residency.ReasonViolated, Parameters: []string{parameterOnDrift}, Example: passing,
		Note: "every declared flow and access for support by which bytes of a system leave the country"})
}

// onSystems are the rules on passports, tests and terms.
func onSystems() []Entry {
	return []Entry{
		{Rule: passport.Rule, By: ByPlatform, Check: complete, Moments: []regulation.Moment{regulation.Admission, regulation.Gate},
			At: []Place{AtAdmission, AtGate, AtMigration}, Reason: passport.ReasonGaps, Example: gapped,
			Note: "the passport of a system before it gets a production environment or a machine in one"},
		{Rule: clearance.Rule, By: ByPlatform, Check: cleared, Moments: []regulation.Moment{regulation.Gate},
			At: []Place{AtAdmission, AtGate, AtMigration}, Reason: clearance.ReasonMissing, Example: Facts{Environment: production},
			Note: "the security clearances of a system before it gets a machine in production"},
		{Rule: RuleMoratorium, By: ByPlatform, Check: moratorium, Moments: []regulation.Moment{regulation.Admission},
			At: []Place{AtAdmission}, Reason: ReasonMoratorium, Parameters: []string{parameterSince}, Example: offPlatform,
			Note: "a system that is registered, or whose target changes: one that runs since before the parameter since is not new"},
		{Rule: integration.Rule, By: ByPlatform, Check: inTime, Moments: []regulation.Moment{regulation.Continuous},
			At: []Place{AtIntake}, Reason: ReasonLate, Parameters: []string{"days"}, Example: late,
			Note: "the days from an IntegrationRequest to its access"},
		{Rule: RuleDeadline, By: ByPlatform, Check: kept(RuleDeadline), Moments: []regulation.Moment{regulation.Continuous},
			At: []Place{AtMigration}, Reason: ReasonLate, Parameters: []string{ParameterOn}, Example: overdue,
			Note: "migrations behind the deadline of the edition, which they and the programme's reports show"},
	}
}

// demanded are the rules that the gates of a migration ask for, each with a state
// that it keeps shut and what happens to be so in an example.
var demanded = []struct {
	rule string
	to   migration.State
	so   migration.Facts
}{
	{"KZ-MIG-P01", migration.Audited, open("KZ-MIG-P01", 1, migration.Audited, "GO")},
	{"KZ-MIG-P02", migration.Categorised, open("KZ-MIG-P02", 2, migration.Categorised, "SI")},
	{"KZ-MIG-P03", migration.Prioritised, open("KZ-MIG-P03", 3, migration.Prioritised, "SI")},
	{"KZ-MIG-P04", migration.Preparing, open("KZ-MIG-P04", 4, migration.Preparing, "SI")},
	{"KZ-MIG-P05", migration.Replicating, open("KZ-MIG-P05", 5, migration.Replicating, "CPCP")},
	{"KZ-MIG-P06", migration.Replicating, open("KZ-MIG-P06", 6, migration.Replicating, "SUPPLIER")},
	{"KZ-MIG-P07", migration.Replicating, migration.Facts{Horizon: "2026-12-31", Today: "2027-01-01"}},
	{"KZ-MIG-P08", migration.Replicating, migration.Facts{FundingYear: 2027}},
	{"KZ-MIG-P09", migration.Replicating, open("KZ-MIG-P09", 9, migration.Replicating, "OPERATOR")},
	{"KZ-MIG-P10", migration.Replicating, migration.Facts{}},
	{"KZ-MIG-P11", migration.Replicating, open("KZ-MIG-P11", 11, migration.Replicating, "OPERATOR")},
	{"KZ-MIG-P12", migration.Replicating, open("KZ-MIG-P12", 12, migration.Replicating, "SUPPLIER")},
	{"KZ-MIG-P13", migration.Accepted, open("KZ-MIG-P13", 13, migration.Accepted, "SUPPLIER")},
	{"KZ-MIG-P14", migration.CutoverScheduled, migration.Facts{}},
	{"KZ-MIG-CAT", migration.Prioritised, migration.Facts{}},
	{"C-7.6", migration.Preparing, migration.Facts{Participation: "Voluntary"}},
	{"KZ-PLT-84", migration.Preparing, migration.Facts{}},
	{"KZ-MIG-S1", migration.Preparing, migration.Facts{Stage: 1}},
	{"KZ-MIG-S2", migration.Preparing, migration.Facts{Stage: 2}},
	{"KZ-MIG-S3", migration.Preparing, migration.Facts{Stage: 3}},
	{"KZ-MIG-S4", migration.Preparing, migration.Facts{Stage: 4}},
	{"KZ-MIG-S5", migration.Preparing, migration.Facts{Stage: 5}},
	{"KZ-MIG-S6", migration.Preparing, migration.Facts{Stage: 6}},
	{"KZ-MIG-S7", migration.Preparing, migration.Facts{Stage: 7}},
	{"KZ-DC-EXC", migration.Preparing, conforming},
	{"KZ-DC-LIFE", migration.Preparing, conforming},
	{"KZ-MIG-PLT", migration.Replicating, migration.Facts{}},
	{"C-6.2", migration.Accepted, migration.Facts{}},
	{"KZ-MIG-ACC", migration.Testing, migration.Facts{}},
	{"KZ-MIG-OFF", migration.SourceDisabled, migration.Facts{}},
	{"KZ-LC-89", migration.Decommissioning, migration.Facts{}},
	{"KZ-LC-90", migration.Closed, migration.Facts{}},
	{"KZ-PD-18", migration.Closed, migration.Facts{HoldsPersonalData: true}},
}

// onMoves are the rules on migrations.
func onMoves() []Entry {
	all := make([]Entry, 0, len(demanded))
	for _, d := range demanded {
		move := &Move{To: d.to, Facts: d.so}
		e := Entry{Rule: d.rule, By: ByPlatform, Check: moved(d.rule), Moments: []regulation.Moment{regulation.Gate},
			At: []Place{AtMigration}, Example: Facts{Move: move},
			Note: "the gate of the state " + string(d.to) + " of a SystemMigration"}
		if against := migration.Against(d.rule, d.to, d.so); len(against) > 0 {
			e.Reason = against[0].Code
		}
		all = append(all, e)
	}
	return all
}
