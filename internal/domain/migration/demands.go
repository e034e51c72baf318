package migration

import (
	"fmt"
	"slices"
	"strings"
)

func (f Facts) gapsOf(field string) []string {
	if slices.Contains(f.Gaps, field) {
		return []string{field}
	}
	return nil
}

func (f Facts) notForMove() bool {
	return f.Assessment.Disposition == "WriteOff" || f.Assessment.Disposition == "Stay"
}

// stageEarly: each stage is a rule of its own, which may warn or deny (C-3).
func (f Facts) stageEarly() []Obstacle {
	if f.Stage == 0 || f.StageOpen {
		return nil
	}
	return []Obstacle{{Code: CodeStageEarly, Rule: fmt.Sprintf("KZ-MIG-S%d", f.Stage), Party: partyOperator,
		Message: fmt.Sprintf("stage %d does not begin before the stages before it allow it", f.Stage)}}
}

// siteUnknown: nobody knows whether the system may stay where it is, and the agency
// has not asked for the move. Unknown is not no.
func (f Facts) siteUnknown() bool {
	return f.SiteLost != "" || !f.Consent && (f.Site == nil || f.Site.DataCentre != "Yes" && f.Site.DataCentre != "No")
}

// siteMissing is what has to be said of the site.
func (f Facts) siteMissing() any {
	switch {
	case f.SiteLost != "":
		return fmt.Sprintf("SourceSite %s does not exist; record the site or correct spec.sourceSite", f.SiteLost)
	case f.Site == nil:
		return "no site is named; record it as a SourceSite and set spec.sourceSite"
	}
	return fmt.Sprintf("SourceSite %s does not say whether it is a data centre; set its spec.dataCentre", f.Site.Name)
}

// siteConforms: a data centre that meets decree 832 may stay (C-3.6).
func (f Facts) siteConforms() bool {
	return f.Site != nil && f.Site.DataCentre == "Yes" && f.Today <= f.Site.ConformsUntil && !f.Consent
}

// stillUseful: an agency's data centre moves at the end of its equipment's
// useful life (C-3.6).
func (f Facts) stillUseful() bool {
	return f.Site != nil && f.Site.DataCentre == "Yes" && f.Today <= f.Site.UsefulLifeEndsOn && !f.Consent
}

func (f Facts) residency() []Obstacle {
	if f.ResidencyRefusal == "" {
		return nil
	}
	return []Obstacle{{Code: CodeResidencyRefused, Rule: f.ResidencyRule, Party: partyOperator, Message: f.ResidencyRefusal}}
}

// elsewhere says that there are rehearsals of another move.
func (f Facts) elsewhere() any {
	if f.Outdated == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d of another site or environment)", f.Outdated)
}

func withoutDelta(f Facts) bool {
	last, ok := f.lastRehearsal()
	return !ok || !last.DeltaApplied
}

func (f Facts) lastRehearsal() (Rehearsal, bool) {
	if len(f.Rehearsals) == 0 {
		return Rehearsal{}, false
	}
	return f.Rehearsals[len(f.Rehearsals)-1], true
}

// criteriaFailed: every criterion was met in the last rehearsal; without
// criteria nobody can say that the agency is satisfied.
func (f Facts) criteriaFailed() bool { return len(f.unmetCriteria()) > 0 }

func (f Facts) unmetCriteria() []string {
	if len(f.Criteria) == 0 {
		return []string{"criteria, of which there are none: set spec.criteria"}
	}
	last, ok := f.lastRehearsal()
	if !ok {
		return f.Criteria
	}
	unmet := missing(f.Criteria, last.Passed)
	return append(unmet, missing(last.Failed, unmet)...)
}

func (f Facts) unmet() any { return strings.Join(f.unmetCriteria(), ", ") }

func (f Facts) uncleared() bool { return f.ClearanceRefusal != "" }

func (f Facts) clearance() any { return f.ClearanceRefusal }

func (f Facts) rollbackTried() bool {
	return slices.ContainsFunc(f.Rehearsals, func(r Rehearsal) bool { return r.RollbackTried })
}
