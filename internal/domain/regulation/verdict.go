package regulation

// Outcome is what a check found.
type Outcome string

// Outcomes of a check.
const (
	// Kept: the rule is kept.
	Kept Outcome = "Kept"
	// Broken: the rule is broken.
	Broken Outcome = "Broken"
	// Unknown: what the check needs to know is missing. Where the law protects
	// people, the check itself says Broken instead: unknown is not no.
	Unknown Outcome = "Unknown"
	// NotApplicable: the rule does not speak of this.
	NotApplicable Outcome = "NotApplicable"
)

// Evidence is one fact that a verdict rests on.
type Evidence struct {
	// Fact is what was looked at: site.country.
	Fact string
	// Value is what it was.
	Value string
}

// Finding is what a check found, before it is known how the rule is enforced.
type Finding struct {
	Outcome Outcome
	// Reason is a stable code.
	Reason string
	// Message says to people what, why and the way out.
	Message string
	// Evidence is what the finding rests on, in the order in which it was looked at.
	Evidence []Evidence
}

// Verdict is a finding under an edition.
type Verdict struct {
	Finding
	// Rule and Edition say which rule, as which edition has it.
	Rule, Edition string
	// Enforcement is what follows when the rule is broken.
	Enforcement Enforcement
	// Lifted names the exception that lets the breach pass at this moment; empty:
	// none does.
	Lifted string
}

// Denies reports whether the verdict refuses.
func (v Verdict) Denies() bool { return v.Enforcement == Deny && v.stands() && v.Lifted == "" }

// Warns reports whether the verdict lets pass what breaks the rule.
func (v Verdict) Warns() bool { return v.Enforcement == Warn && v.stands() && v.Lifted == "" }

// stands: on doubt a rule counts as broken.
func (f Finding) stands() bool { return f.Outcome == Broken || f.Outcome == Unknown }

// Verdict puts a finding under the book. The message of a breach cites the rule as
// it is in force.
func (b Book) Verdict(rule string, f Finding) Verdict {
	if f.stands() {
		f.Message += " (" + b.Cite(rule) + ")"
	}
	return Verdict{Finding: f, Rule: rule, Edition: b.Edition(), Enforcement: b.Enforcement(rule)}
}
