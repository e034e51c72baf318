package migration

import "strings"

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
var gates = buildGates()

func buildGates() map[State][]demand {
	accepted := []demand{
		{"KZ-MIG-P13", measures(Accepted)},
		{RuleDelta, one(withoutDelta, CodeDeltaMissing, partyOperator,
			"no rehearsal has copied the delta after the full copy; rehearse with delta")},
		{RuleAcceptance, one(Facts.criteriaFailed, CodeCriteriaFailed, partyOperator,
			"the last rehearsal did not meet: %s; mend them and rehearse again", Facts.unmet)},
		{RuleAcceptance, one(Facts.acceptanceStale, CodeNotAccepted, partyAgency,
			"the agency has not accepted it as it is now; testing goes on until it does")},
		{RuleClearance, one(Facts.uncleared, CodeClearanceMissing, "", "%s", Facts.clearance)},
	}
	prepared := []demand{
		{"KZ-MIG-P05", measures(Replicating)},
		{RuleFunding, one(func(f Facts) bool { return f.Payer == "" || !f.Funded }, CodeUnfunded, partyAgency,
			"nobody pays for the move this year: name spec.payer and have a Budget of this year")},
		{RuleHorizon, one(func(f Facts) bool { return f.Horizon != "" && f.Horizon < f.Today }, CodeBeyondHorizon, partyAgency,
			"the detailed plan ended; extend the programme's endsOn")},
		{RuleEnvironment, one(func(f Facts) bool { return !f.Environment }, CodeEnvironmentMissing, partyOperator,
			"the target environment is not ready: set spec.environment and wait until it is Ready")},
		{RuleQuota, one(func(f Facts) bool { return f.QuotaShort != "" }, CodeQuotaShort, partyOperator, "%s", func(f Facts) any { return f.QuotaShort })},
		{"", Facts.residency},
		{RulePilot, one(func(f Facts) bool { return !f.PilotOpen }, CodePilotOpen, partyOperator,
			"the results of the pilot are not accepted yet; only systems of the pilot move before")},
	}
	goingOver := append(append([]demand{}, prepared...), accepted...)
	return map[State][]demand{
		Audited: {
			{"KZ-MIG-P01", measures(Audited)},
			{RulePassport, one(func(f Facts) bool { return len(f.gapsOf("owner")) > 0 }, CodePassportGaps, partyAgency,
				"nobody knows whose system it is; give it an owner")},
		},
		Categorised: {
			{RuleAudit, measures(Categorised)},
			{RuleAudit, one(func(f Facts) bool { return f.Assessment.Unanswered != 0 }, CodeAssessmentOpen, partyIntegrator,
				"the assessment has open questions; answer them in the SystemAssessment")},
			{RuleAudit, one(func(f Facts) bool { return len(f.Assessment.Unmitigated) > 0 }, CodeAssessmentOpen, partyIntegrator,
				"grave risks have no mitigation: %s", func(f Facts) any { return strings.Join(f.Assessment.Unmitigated, "; ") })},
			{RuleAudit, one(func(f Facts) bool { return f.Assessment.Disposition == "" }, CodeAssessmentOpen, partyIntegrator,
				"the assessment does not say what becomes of the system; set spec.disposition")},
		},
		Prioritised: {
			{"KZ-MIG-P03", measures(Prioritised)},
			{RuleCategory, one(func(f Facts) bool { return f.Category == "" }, CodeCategoryMissing, partyIntegrator,
				"the system has no category; set spec.category of the InformationSystem")},
		},
		Preparing: {
			{"KZ-MIG-P04", measures(Preparing)},
			{RuleAudit, one(Facts.notForMove, CodeNotForMove, partyIntegrator,
				"the assessment says %s; such a system is not moved", func(f Facts) any { return f.Assessment.Disposition })},
			{RulePassport, one(func(f Facts) bool { return len(f.Gaps) > 0 }, CodePassportGaps, partyAgency,
				"the passport lacks %s; fill these fields of the InformationSystem", func(f Facts) any { return strings.Join(f.Gaps, ", ") })},
			{RuleVoluntary, one(func(f Facts) bool { return f.Participation != "Mandatory" && !f.Consent }, CodeConsentMissing, partyAgency,
				"joining is voluntary for this body and it has not consented; it says so by an Approval of matter consent")},
			{RuleStages, one(func(f Facts) bool { return f.Stage == 0 }, CodeStageMissing, partyIntegrator,
				"nobody has said to which stage the move belongs; set spec.stage")},
			{"", Facts.stageEarly},
			{RuleConforming, one(Facts.siteConforms, CodeSiteConforms, partyAgency,
				"its data centre %s meets decree 832 until %s and may stay; the agency may ask for the move by an Approval of matter consent",
				func(f Facts) any { return f.Site.Name }, func(f Facts) any { return f.Site.ConformsUntil })},
			{RuleUsefulLife, one(Facts.stillUseful, CodeUsefulLife, partyAgency,
				"the equipment of its data centre %s is useful until %s; the agency may ask for an earlier move by an Approval of matter consent",
				func(f Facts) any { return f.Site.Name }, func(f Facts) any { return f.Site.UsefulLifeEndsOn })},
		},
		Replicating: prepared,
		Testing: {
			{RuleAcceptance, one(func(f Facts) bool { return len(f.Rehearsals) == 0 }, CodeNotRehearsed, partyOperator,
				"no test migration is on record; record a Rehearsal")},
		},
		Accepted: accepted,
		CutoverScheduled: {
			{RulePublish, one(func(f Facts) bool { return !f.windowAhead() && !f.windowNow() }, CodeWindowMissing, partyAgency,
				"no window of the cut-over lies ahead; set spec.window")},
			{RulePublish, one(func(f Facts) bool { return f.Freeze != "" }, CodeFrozen, partyAgency,
				"%s; choose another window", func(f Facts) any { return f.Freeze })},
		},
		CuttingOver: append(goingOver,
			demand{RulePublish, one(func(f Facts) bool { return !f.windowNow() }, CodeWindowClosed, partyOperator,
				"the window of the cut-over is not open now")},
			demand{RulePublish, one(func(f Facts) bool { return f.Freeze != "" }, CodeFrozen, partyAgency,
				"%s; choose another window", func(f Facts) any { return f.Freeze })},
			demand{RuleAcceptance, one(func(f Facts) bool { return !f.rollbackTried() }, CodeRollbackUntried, partyOperator,
				"no rehearsal has tried the way back; rehearse with rollback")},
			demand{RulePublish, one(func(f Facts) bool { return len(f.Dependencies) > 0 }, CodeDependencyOld, partyOperator,
				"it depends on %s, not on the platform yet", func(f Facts) any { return strings.Join(f.Dependencies, ", ") })},
		),
		Published: {{RulePublish, measures(Published)}},
		Hypercare: nil,
		SourceDisabled: {
			{RuleSwitchOff, one(func(f Facts) bool { return f.Now.Sub(f.Since) < f.Hypercare }, CodeHypercare, partyOperator,
				"it is watched until %s", func(f Facts) any { return f.Since.Add(f.Hypercare).Format("2006-01-02 15:04 MST") })},
			{RuleSwitchOff, one(func(f Facts) bool { return !f.SourceDisabled }, CodeSourceRuns, partyOperator,
				"the act that the old system is switched off is not on record: an Approval of matter source-disabled")},
		},
		Decommissioning: {
			{RuleDecision, one(func(f Facts) bool { return !f.DecommissionPlanned }, CodeDecommissionOpen, partyAgency,
				"the decision to end the old system is not on record: an Approval of matter decommission-planned")},
		},
		Closed: {
			{RuleArchive, one(func(f Facts) bool { return !f.Decommissioned }, CodeDecommissionOpen, partyAgency,
				"the act that the old system, or its lease, has ended is not on record: an Approval of matter decommissioned")},
			{RuleDestroy, one(func(f Facts) bool { return f.HoldsPersonalData && !f.DataDestroyed }, CodeDataRemains, partyAgency,
				"nobody has testified that personal data at the old site is destroyed: an Approval of matter data-destroyed")},
		},
	}
}
