package migration

import "strings"

// prepared: everything is there for its data to be copied (measures 5 to 12).
func prepared() []demand {
	return []demand{
		{"KZ-MIG-P05", measures(Replicating)},
		{RuleFunding, one(func(f Facts) bool { return f.Payer == "" || !f.Funded }, CodeUnfunded, partyAgency,
			"nobody pays for the move in %[1]d, when it is to go over: name spec.payer and have a Budget of %[1]d", func(f Facts) any { return f.FundingYear })},
		{RuleHorizon, one(func(f Facts) bool { return f.Horizon != "" && f.Horizon < f.Today }, CodeBeyondHorizon, partyAgency,
			"the detailed plan ended; extend the programme's endsOn")},
		{RuleEnvironment, one(func(f Facts) bool { return !f.Environment }, CodeEnvironmentMissing, partyOperator,
			"the target environment is not ready: set spec.environment and wait until it is Ready")},
		{RuleQuota, one(func(f Facts) bool { return f.QuotaShort != "" }, CodeQuotaShort, partyOperator, "%s", func(f Facts) any { return f.QuotaShort })},
		{"", Facts.residency},
		{RulePilot, one(func(f Facts) bool { return !f.PilotOpen }, CodePilotOpen, partyOperator,
			"the results of the pilot are not accepted yet; only systems of the pilot move before")},
	}
}

// rehearsed: test migrations have begun (C-6.1).
func rehearsed() []demand {
	return []demand{
		{RuleAcceptance, one(func(f Facts) bool { return len(f.Rehearsals) == 0 }, CodeNotRehearsed, partyOperator,
			"no test migration from this site into this environment is on record%s; record a Rehearsal", Facts.elsewhere)},
	}
}

// accepted: testing has satisfied the agency (measure 13).
func accepted() []demand {
	return []demand{
		{"KZ-MIG-P13", measures(Accepted)},
		{RuleDelta, one(withoutDelta, CodeDeltaMissing, partyOperator,
			"no rehearsal has copied the delta after the full copy; rehearse with delta")},
		{RuleAcceptance, one(Facts.criteriaFailed, CodeCriteriaFailed, partyOperator,
			"the last rehearsal did not meet: %s; mend them and rehearse again", Facts.unmet)},
		{RuleAcceptance, one(Facts.acceptanceStale, CodeNotAccepted, partyAgency,
			"the agency has not accepted it as it is now; testing goes on until it does")},
		{RuleClearance, one(Facts.uncleared, CodeClearanceMissing, partyAgency, "%s", Facts.clearance)},
	}
}

// scheduled: a window lies ahead that nothing forbids.
func scheduled() []demand {
	return []demand{
		{RulePublish, one(func(f Facts) bool { return !f.windowAhead() && !f.windowNow() }, CodeWindowMissing, partyAgency,
			"no window of the cut-over lies ahead; set spec.window")},
		{RulePublish, one(func(f Facts) bool { return f.Freeze != "" }, CodeFrozen, partyAgency,
			"%s; choose another window", func(f Facts) any { return f.Freeze })},
	}
}

// goingOver: the window is open, and the way back was tried.
func goingOver() []demand {
	return []demand{
		{RulePublish, one(func(f Facts) bool { return !f.windowNow() }, CodeWindowClosed, partyOperator,
			"the window of the cut-over is not open now")},
		{RulePublish, one(func(f Facts) bool { return f.Freeze != "" }, CodeFrozen, partyAgency,
			"%s; choose another window", func(f Facts) any { return f.Freeze })},
		{RuleAcceptance, one(func(f Facts) bool { return !f.rollbackTried() }, CodeRollbackUntried, partyOperator,
			"no rehearsal has tried the way back; rehearse with rollback")},
		{RulePublish, one(func(f Facts) bool { return len(f.Dependencies) > 0 }, CodeDependencyOld, partyOperator,
			"it depends on %s, not on the platform yet", func(f Facts) any { return strings.Join(f.Dependencies, ", ") })},
		{RulePublish, one(func(f Facts) bool { return len(f.Adrift) > 0 }, CodeDependencyAdrift, partyIntegrator,
			"it depends on %s, of which nobody knows where it will run: start its migration, give it the category of systems that stay, or correct spec.dependencies",
			func(f Facts) any { return strings.Join(f.Adrift, ", ") })},
	}
}
