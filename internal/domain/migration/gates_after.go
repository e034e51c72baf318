package migration

// sourceDisabled: it was watched, and the old system is off (C-6.3).
func sourceDisabled() []demand {
	return []demand{
		{RuleSwitchOff, one(func(f Facts) bool { return f.Now.Sub(f.Since) < f.Hypercare }, CodeHypercare, partyOperator,
			"it is watched until %s", func(f Facts) any { return f.Since.Add(f.Hypercare).Format("2006-01-02 15:04 MST") })},
		{RuleSwitchOff, one(func(f Facts) bool { return !f.SourceDisabled }, CodeSourceRuns, partyOperator,
			"the act that the old system is switched off is not on record: an Approval of matter source-disabled")},
	}
}

// decommissioning: the old system's end was decided.
func decommissioning() []demand {
	return []demand{
		{RuleDecision, one(func(f Facts) bool { return !f.DecommissionPlanned }, CodeDecommissionOpen, partyAgency,
			"the decision to end the old system is not on record: an Approval of matter decommission-planned")},
	}
}

// closed: nothing is left at the old site.
func closed() []demand {
	return []demand{
		{RuleArchive, one(func(f Facts) bool { return !f.Decommissioned }, CodeDecommissionOpen, partyAgency,
			"the act that the old system, or its lease, has ended is not on record: an Approval of matter decommissioned")},
		{RuleDestroy, one(func(f Facts) bool { return f.HoldsPersonalData && !f.DataDestroyed }, CodeDataRemains, partyAgency,
			"nobody has testified that personal data at the old site is destroyed: an Approval of matter data-destroyed")},
	}
}
