package residency

// Reasons of a verdict: the reasons of the API's conditions.
const (
	ReasonCompliant = "Compliant"
	ReasonViolated  = "ResidencyViolated"
	// ReasonPassportGaps says that the passport lacks what the decision needs.
	ReasonPassportGaps = "PassportGaps"
)

// Rules that a verdict cites.
const (
	// RuleSegment keeps the two contours of the platform apart (Concept, ch. 7).
	RuleSegment = "C-2.4"
	// RuleCommissioned places nothing on a site before it carries load (Concept, ch. 6).
	RuleCommissioned = "C-3.4"
	// RuleCountry keeps personal data in Kazakhstan (Law 94-V of 21.05.2013, art. 12 p. 2).
	RuleCountry = "KZ-PD-12"
	// RuleRegistered demands a registered server room or data centre (Law 418-V
	// of 24.11.2015, art. 36 p. 8).
	RuleRegistered = "KZ-PD-36"
	// RuleAccession demands that the site's accession is answered (Concept, ch. 8).
	RuleAccession = "KZ-DC-JOIN"
	// RuleRepeated repeats where personal data lies (Order on the rules of protection).
	RuleRepeated = "KZ-PD-179"
	// RulePlatform keeps the whole platform in Kazakhstan (Digital Code, art. 82 p. 7).
	RulePlatform = "KZ-PLT-82-7"
)

// Country is where personal data stays, ISO 3166-1 alpha-2.
const Country = "KZ"

// System is what the rules need to know of an information system.
type System struct {
	// PersonalData is Yes, No or Unknown.
	PersonalData string
	// Segment is G2G or G2CB; empty while the passport does not say.
	Segment string
}

// Site is what the rules need to know of a data centre. Dates are days in
// Kazakhstan, written 2026-11-22; empty: it has not happened.
type Site struct {
	// Name of the data centre, for messages.
	Name string
	// Country is where it stands, ISO 3166-1 alpha-2.
	Country string
	// Segments are the contours that it serves.
	Segments []string
	// Registered says that it is on the state's register.
	Registered bool
	// AccessionAnsweredOn is the day on which its last accession item was answered.
	AccessionAnsweredOn string
	// CommissionedOn is the day from which it carries load.
	CommissionedOn string
}

// Verdict is the answer to whether a system may run at a site.
type Verdict struct {
	// Allowed is true when no rule is violated.
	Allowed bool
	// Reason is one of the Reason constants.
	Reason string
	// Rule is the first violated rule; empty when allowed.
	Rule string
	// Message says to people what, why and the way out.
	Message string
}

// HoldsPersonalData reports whether an answer counts as personal data: Yes does,
// and so does everything that is not a clear No (KZ-PD-12).
func HoldsPersonalData(answer string) bool { return answer != "No" }

// CheckInService decides whether anything at all may run at d (C-3.4), with the
// rule enforced, whatever the edition in force says.
func CheckInService(d Site, today string) Verdict {
	if v, violated := first(everywhere, System{}, d, today); violated {
		return v
	}
	return Verdict{Allowed: true, Reason: ReasonCompliant, Message: "in service since " + d.CommissionedOn}
}

// CheckPersonalData decides whether d may hold personal data at all, whatever
// the system's segment, with every rule enforced.
func CheckPersonalData(d Site, today string) Verdict {
	if v := CheckInService(d, today); !v.Allowed {
		return v
	}
	if v, violated := first(personalData, System{PersonalData: "Yes"}, d, today); violated {
		return v
	}
	return Verdict{Allowed: true, Reason: ReasonCompliant, Message: personalDataAllowed(d)}
}
