package party

import (
	"slices"

	"github.com/govtech-kz/ikp/internal/domain/integration"
	"github.com/govtech-kz/ikp/internal/domain/migration"
)

// Kinds of objects on which parties speak.
const (
	KindException   = "ResidencyException"
	KindIntegration = "IntegrationRequest"
	KindMigration   = "SystemMigration"
	KindPlan        = "MigrationPlan"
	KindSystem      = "InformationSystem"
)

// Codes of parties that decide what is no measure. Where an edition knows them by
// another name, it says whose successor that one is.
const (
	owner    = "GO"
	operator = "OPERATOR"
	ministry = "MDAI"
)

// Matters that are no measures of a migration and no steps of an integration.
const (
	// MatterException: a residency rule is lifted for a time.
	MatterException = "exception"
	// MatterPlan: the agency agrees to its schedule (C-3.7).
	MatterPlan = "plan"
	// MatterNoPersonalData: a system holds no personal data any more (KZ-PD-12).
	MatterNoPersonalData = "personal-data-no"
)

// Matter is something that can be decided on an object.
type Matter struct {
	// Name of it: measure-08.
	Name string
	// Rule that demands it.
	Rule string
	// Parties that may decide it, by their codes.
	Parties []string
}

// Matters are those that can be decided on an object of a kind under an edition
// with these measures; none for other kinds.
func Matters(kind string, measures []migration.Demanded) []Matter {
	switch kind {
	case KindMigration:
		return ofMigration(measures)
	case KindIntegration:
		return ofIntegration()
	case KindPlan:
		return []Matter{{MatterPlan, "C-3.7", []string{owner}}}
	case KindException:
		return []Matter{{MatterException, "KZ-PD-12", []string{ministry, operator}}}
	case KindSystem:
		return []Matter{{MatterNoPersonalData, "KZ-PD-12", []string{owner, ministry}}}
	}
	return nil
}

func ofMigration(measures []migration.Demanded) []Matter {
	all := make([]Matter, 0, len(measures))
	for _, m := range measures {
		all = append(all, Matter{migration.MeasureMatter(m.Number), m.Rule, m.Parties})
	}
	return append(all,
		Matter{migration.MatterConsent, migration.RuleVoluntary, []string{owner}},
		Matter{migration.MatterAcceptance, migration.RuleAcceptance, []string{owner}},
		Matter{migration.MatterSourceDisabled, migration.RuleSwitchOff, []string{operator}},
		Matter{migration.MatterDecommissionPlanned, migration.RuleDecision, []string{owner}},
		Matter{migration.MatterDecommissioned, migration.RuleArchive, []string{owner}},
		Matter{migration.MatterDataDestroyed, migration.RuleDestroy, []string{owner}},
	)
}

func ofIntegration() []Matter {
	var all []Matter
	for _, s := range integration.Steps {
		if s.Matter != "" {
			all = append(all, Matter{s.Matter, integration.Rule, []string{s.Party}})
		}
	}
	return all
}

// Find is the matter of a name.
func Find(matters []Matter, name string) (Matter, bool) {
	i := slices.IndexFunc(matters, func(m Matter) bool { return m.Name == name })
	if i < 0 {
		return Matter{}, false
	}
	return matters[i], true
}

// Names of matters, in their order.
func Names(matters []Matter) []string {
	all := make([]string, len(matters))
	for i, m := range matters {
		all[i] = m.Name
	}
	return all
}
