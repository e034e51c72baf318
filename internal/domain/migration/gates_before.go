package migration

import "strings"

// audited: its data was submitted (measure 1).
func audited() []demand {
	return []demand{
		{"KZ-MIG-P01", measures(Audited)},
		{RulePassport, one(func(f Facts) bool { return len(f.gapsOf("owner")) > 0 }, CodePassportGaps, partyAgency,
			"nobody knows whose system it is; give it an owner")},
	}
}

// categorised: it was audited (measure 2).
func categorised() []demand {
	return []demand{
		{RuleAudit, measures(Categorised)},
		{RuleAudit, one(func(f Facts) bool { return f.Assessment.Unanswered != 0 }, CodeAssessmentOpen, partyIntegrator,
			"the assessment has open questions; answer them in the SystemAssessment")},
		{RuleAudit, one(func(f Facts) bool { return len(f.Assessment.Unmitigated) > 0 }, CodeAssessmentOpen, partyIntegrator,
			"grave risks have no mitigation: %s", func(f Facts) any { return strings.Join(f.Assessment.Unmitigated, "; ") })},
		{RuleAudit, one(func(f Facts) bool { return f.Assessment.Disposition == "" }, CodeAssessmentOpen, partyIntegrator,
			"the assessment does not say what becomes of the system; set spec.disposition")},
	}
}

// prioritised: it has a category (measure 3).
func prioritised() []demand {
	return []demand{
		{"KZ-MIG-P03", measures(Prioritised)},
		{RuleCategory, one(func(f Facts) bool { return f.Category == "" }, CodeCategoryMissing, partyIntegrator,
			"the system has no category; set spec.category of the InformationSystem")},
	}
}

// standing is what must hold for as long as it moves (measure 4).
func standing() []demand {
	return []demand{
		{"KZ-MIG-P04", measures(Preparing)},
		{RuleAudit, one(Facts.notForMove, CodeNotForMove, partyIntegrator,
			"the assessment says %s; such a system is not moved", func(f Facts) any { return f.Assessment.Disposition })},
		{RulePassport, one(func(f Facts) bool { return len(f.Gaps) > 0 }, CodePassportGaps, partyAgency,
			"the passport lacks %s; fill these fields of the InformationSystem", func(f Facts) any { return strings.Join(f.Gaps, ", ") })},
		{RuleVoluntary, one(func(f Facts) bool { return f.Participation != "Mandatory" && !f.Consent }, CodeConsentMissing, partyAgency,
			"joining is voluntary for this body and it has not consented; it says so by an Approval of matter consent")},
	}
}

// beginning is what allows the move to begin now (C-3).
func beginning() []demand {
	return []demand{
		{RuleStages, one(func(f Facts) bool { return f.Stage == 0 }, CodeStageMissing, partyIntegrator,
			"nobody has said to which stage the move belongs; set spec.stage")},
		{"", Facts.stageEarly},
		{RuleConforming, one(Facts.siteUnknown, CodeSiteUnknown, partyAgency,
			"nobody knows whether the system may stay where it is: %s", Facts.siteMissing)},
		{RuleConforming, one(Facts.siteConforms, CodeSiteConforms, partyAgency,
			"its data centre %s meets decree 832 until %s and may stay; the agency may ask for the move by an Approval of matter consent",
			func(f Facts) any { return f.Site.Name }, func(f Facts) any { return f.Site.ConformsUntil })},
		{RuleUsefulLife, one(Facts.stillUseful, CodeUsefulLife, partyAgency,
			"the equipment of its data centre %s is useful until %s; the agency may ask for an earlier move by an Approval of matter consent",
			func(f Facts) any { return f.Site.Name }, func(f Facts) any { return f.Site.UsefulLifeEndsOn })},
	}
}
