package sourcesite

// Answer is yes, no or not known.
type Answer string

// Answers.
const (
	Yes     Answer = "Yes"
	No      Answer = "No"
	Unknown Answer = "Unknown"
)

// LatestEdition832 is the day of the last amendment of Government decree 832 that
// the catalogue of rules was made from (decree 112 of 10.02.2023).
const LatestEdition832 = "2023-02-10"

// Site is what is on record of one. Days are YYYY-MM-DD, empty while unknown.
type Site struct {
	// DataCentre says whether it is a data centre (C-3.3).
	DataCentre Answer
	// Conformity to decree 832; nil: there is no record.
	Conformity *Conformity
	// UsefulLifeEndsOn is the last day of the equipment's useful life.
	UsefulLifeEndsOn string
	// Lease by which it is rented; nil: it is not.
	Lease *Lease
	// BandwidthKnown says that the capacity of the link to the platform is on record.
	BandwidthKnown bool
}

// Conformity to decree 832 holds from its first day to its last.
type Conformity struct{ Edition, From, Until string }

// Lease of a site.
type Lease struct{ Contract, EndsOn string }

// ConformsUntil is the last day of a conformity that holds today; empty: none does.
func (s Site) ConformsUntil(today string) string {
	if c := s.Conformity; c != nil && c.From <= today && today <= c.Until {
		return c.Until
	}
	return ""
}

// StaysUntil is the last day until which the systems of the site need not move
// unless their agency asks; empty: they move (C-3.6). Only what is known to be a
// data centre stays: unknown is not yes.
func (s Site) StaysUntil(today string) string {
	if s.DataCentre != Yes {
		return ""
	}
	until := s.ConformsUntil(today)
	if today <= s.UsefulLifeEndsOn {
		until = max(until, s.UsefulLifeEndsOn)
	}
	return until
}

// Stage of the Concept to which moves from the site belong; 0 while unknown.
// Stages that depend on the system, not on the site, are not told here.
func (s Site) Stage() int {
	switch {
	case s.Lease != nil:
		return 2
	case s.DataCentre == No:
		return 3
	case s.DataCentre == Yes:
		return 6
	}
	return 0
}
