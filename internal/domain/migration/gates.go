package migration

import "slices"

// Rules that the gates cite besides those of the measures.
const (
	RulePassport    = "C-4.1"
	RuleAudit       = "KZ-MIG-P02"
	RuleCategory    = "KZ-MIG-CAT"
	RuleVoluntary   = "C-7.6"
	RuleStages      = "KZ-PLT-84"
	RuleConforming  = "KZ-DC-EXC"
	RuleUsefulLife  = "KZ-DC-LIFE"
	RuleFunding     = "KZ-MIG-P08"
	RuleHorizon     = "KZ-MIG-P07"
	RuleEnvironment = "KZ-MIG-P10"
	RuleQuota       = "C-1.3"
	RulePilot       = "KZ-MIG-PLT"
	RuleDelta       = "C-6.2"
	RuleAcceptance  = "KZ-MIG-ACC"
	RuleClearance   = "KZ-IB-40"
	RulePublish     = "KZ-MIG-P14"
	RuleSwitchOff   = "KZ-MIG-OFF"
	RuleDecision    = "KZ-LC-89"
	RuleArchive     = "KZ-LC-90"
	RuleDestroy     = "KZ-PD-18"
)

// gates are the demands for entering each state.
var gates = map[State][]demand{
	Audited:          audited(),
	Categorised:      categorised(),
	Prioritised:      prioritised(),
	Preparing:        slices.Concat(standing(), beginning()),
	Replicating:      prepared(),
	Testing:          rehearsed(),
	Accepted:         accepted(),
	CutoverScheduled: scheduled(),
	// Every gate before is passed anew: what was open then may be shut by now. When
	// a move may begin is no longer asked.
	CuttingOver:     slices.Concat(audited(), categorised(), prioritised(), standing(), prepared(), rehearsed(), accepted(), goingOver()),
	Published:       {{RulePublish, measures(Published)}},
	SourceDisabled:  sourceDisabled(),
	Decommissioning: decommissioning(),
	Closed:          closed(),
}

// Rules are the ids of the rules that gates cite, each once. Residency and the
// stages of the Concept cite those that are broken.
func Rules() []string {
	var all []string
	for _, demands := range gates {
		for _, d := range demands {
			if d.rule != "" {
				all = append(all, d.rule)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
