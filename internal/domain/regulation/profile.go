package regulation

// Enforcement says what follows when a rule is broken.
type Enforcement string

// Ways in which a rule is enforced.
const (
	// Deny refuses what breaks the rule.
	Deny Enforcement = "Deny"
	// Warn lets it pass and says so.
	Warn Enforcement = "Warn"
	// Off does not check the rule.
	Off Enforcement = "Off"
)

// Moment is when a rule is checked: Admission, Placement, Gate, Continuous, Invoice.
type Moment string

// Moments at which rules are checked.
const (
	Admission  Moment = "Admission"
	Placement  Moment = "Placement"
	Gate       Moment = "Gate"
	Continuous Moment = "Continuous"
	Invoice    Moment = "Invoice"
)

// Rule is one demand of the law.
type Rule struct {
	// ID is what refusals and reports cite: KZ-PD-12.
	ID string
	// Titles in English, Russian and Kazakh, by language tag: en, ru, kk.
	Titles map[string]string
	// Check is what is looked at, in English.
	Check string
	// Source is the act and clause.
	Source string
	// Verification says how the source was seen: Page, PagePrior, Seed, ….
	Verification string
	// Moments at which the rule is checked.
	Moments []Moment
	// Severity of a breach: Low, Medium, High, Critical.
	Severity string
	// Enforcement of the rule.
	Enforcement Enforcement
	// Parameters of the check.
	Parameters Parameters
	// Changed is the override that says how the rule is enforced now; nil: the
	// edition says it.
	Changed *Override
}

// Profile is one edition of the rules.
type Profile struct {
	// Edition is the profile's name: digital-code-2026.
	Edition string
	// ValidFrom and ValidTo are the first and the last day in Kazakhstan, written
	// 2026-11-22. An empty ValidTo means until another edition begins.
	ValidFrom, ValidTo string
	// Rules of the edition.
	Rules []Rule
}

// Override is an administrator's change to one rule.
type Override struct {
	// Name of the record.
	Name string
	// Rule that is changed.
	Rule string
	// Enforcement from then on.
	Enforcement Enforcement
	// Parameters that replace those of the profile, one by one.
	Parameters Parameters
	// By is who answers for it, Document on which ground, Reason why.
	By, Document, Reason string
	// At orders the overrides of a rule: the latest counts. RFC 3339, UTC.
	At string
}

// InForce is the edition of a day: of those whose days include it the one that
// began last, and of two that began together the one with the greater name. It
// is false when no edition includes the day.
func InForce(profiles []Profile, day string) (Profile, bool) {
	var found *Profile
	for i := range profiles {
		p := &profiles[i]
		if day < p.ValidFrom || p.ValidTo != "" && p.ValidTo < day {
			continue
		}
		if found == nil || found.ValidFrom < p.ValidFrom || found.ValidFrom == p.ValidFrom && found.Edition < p.Edition {
			found = p
		}
	}
	if found == nil {
		return Profile{}, false
	}
	return *found, true
}
