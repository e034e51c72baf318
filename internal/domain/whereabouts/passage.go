package whereabouts

import (
	"slices"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/residency"
)

// RulePassage demands a ground for personal data that crosses the border (Law
// 94-V of 21.05.2013, art. 16 p. 2-3).
const RulePassage = "KZ-PD-16"

// grounds on which personal data may cross the border.
var grounds = []string{"AdequateState", "Consent", "Treaty", "Law", "VitalInterest"}

// Passage is a declared way out of the platform: a flow, or access for support.
type Passage struct {
	// Country where the bytes go or are seen from, ISO 3166-1 alpha-2.
	Country string
	// Ground on which they may, and Document that gives it.
	Ground, Document string
	// By is who declared it.
	By string
	// From and Until are when it is open; a zero Until: as long as it is declared.
	From, Until time.Time
}

// Open reports whether bytes can pass now.
func (p Passage) Open(now time.Time) bool {
	return !now.Before(p.From) && (p.Until.IsZero() || now.Before(p.Until))
}

// grounded reports whether the passage names a ground and its document.
func (p Passage) grounded() bool { return slices.Contains(grounds, p.Ground) && p.Document != "" }

// JudgePassage decides about bytes of a system that pass to another country.
func (w World) JudgePassage(n Name, p Passage) Ruling {
	r := Ruling{System: n, Site: Abroad(p.Country), Edition: w.Book.Edition()}
	s, known := w.Systems[n]
	harmless := known && !residency.HoldsPersonalData(s.PersonalData)
	if harmless || p.Country == residency.Country || p.grounded() {
		r.Rules, r.Message = w.inForce([]string{RulePassage}), declared(p)
		return r
	}
	return w.put(r, RulePassage, groundless(n, p.Country))
}

// Abroad is how the place is called to which a passage leads.
func Abroad(country string) string { return "out/" + country }
