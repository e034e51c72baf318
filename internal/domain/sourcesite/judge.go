package sourcesite

// Outcome is what a finding means for the systems of a site.
type Outcome string

// Outcomes.
const (
	// Stays: the gate of their move is shut until a day, unless the agency asks.
	Stays Outcome = "Stays"
	// Moves: nothing on this ground keeps them.
	Moves Outcome = "Moves"
	// Open: the record does not say. No system stays on this ground, but the gate of
	// their move waits until somebody has said whether the site is a data centre.
	Open Outcome = "Open"
)

// Codes of findings; each has a text in the catalogue under site-CODE.
const (
	CodeKindUnknown    = "kind-unknown"
	CodeServerRoom     = "server-room"
	CodeDataCentre     = "data-centre"
	CodeNoConformity   = "no-conformity"
	CodeConforms       = "conforms"
	CodeNotADataCentre = "conforms-in-vain"
	CodeConformsLater  = "conforms-later"
	CodeConformedOnce  = "conformed-once"
	CodeEditionOld     = "edition-old"
	CodeLifeUnknown    = "life-unknown"
	CodeStillUseful    = "still-useful"
	CodeLifeOver       = "life-over"
	CodeLease          = "lease"
	CodeLeaseOver      = "lease-over"
	CodeNoBandwidth    = "no-bandwidth"
)

// Codes are all of them.
func Codes() []string {
	return []string{
		CodeKindUnknown, CodeServerRoom, CodeDataCentre, CodeNoConformity, CodeConforms, CodeNotADataCentre,
		CodeConformsLater, CodeConformedOnce, CodeEditionOld, CodeLifeUnknown, CodeStillUseful, CodeLifeOver,
		CodeLease, CodeLeaseOver, CodeNoBandwidth,
	}
}

// Rules that findings cite.
const (
	RuleServerRoom = "KZ-MIG-S3"
	RuleDataCentre = "KZ-MIG-S6"
	RuleConforming = "KZ-DC-EXC"
	RuleEdition    = "KZ-DC-832"
	RuleUsefulLife = "KZ-DC-LIFE"
	RuleLeaseEnd   = "KZ-MIG-OFF"
)

// Finding is what one rule says of a site.
type Finding struct {
	Code    string
	Outcome Outcome
	// Rule behind it; empty when none is.
	Rule string
	// Day and What fill the text: a day of the record, a document.
	Day  string
	What string
}

// Judge is what the rules say of a site today, in a fixed order.
func Judge(s Site, today string) []Finding {
	all := []Finding{s.kind()}
	all = append(all, s.conformity(today)...)
	all = append(all, s.life(today)...)
	all = append(all, s.lease(today)...)
	if !s.BandwidthKnown {
		all = append(all, Finding{Code: CodeNoBandwidth, Outcome: Open})
	}
	return all
}

func (s Site) kind() Finding {
	switch s.DataCentre {
	case Yes:
		return Finding{Code: CodeDataCentre, Outcome: Moves, Rule: RuleDataCentre}
	case No:
		return Finding{Code: CodeServerRoom, Outcome: Moves, Rule: RuleServerRoom}
	default:
		return Finding{Code: CodeKindUnknown, Outcome: Open, Rule: RuleServerRoom}
	}
}

func (s Site) conformity(today string) []Finding {
	c := s.Conformity
	if c == nil {
		return []Finding{{Code: CodeNoConformity, Outcome: Moves, Rule: RuleConforming}}
	}
	f := Finding{Outcome: Moves, Rule: RuleConforming, Day: c.Until}
	switch {
	case today > c.Until:
		f.Code = CodeConformedOnce
	case today < c.From:
		f.Code, f.Day = CodeConformsLater, c.From
	case s.DataCentre != Yes:
		f.Code = CodeNotADataCentre
	default:
		f.Code, f.Outcome = CodeConforms, Stays
	}
	if c.Edition < LatestEdition832 {
		return []Finding{f, {Code: CodeEditionOld, Outcome: Open, Rule: RuleEdition, Day: c.Edition, What: LatestEdition832}}
	}
	return []Finding{f}
}

// life counts for data centres alone: a server room moves whatever its age.
func (s Site) life(today string) []Finding {
	if s.DataCentre != Yes {
		return nil
	}
	f := Finding{Code: CodeStillUseful, Outcome: Stays, Rule: RuleUsefulLife, Day: s.UsefulLifeEndsOn}
	switch {
	case s.UsefulLifeEndsOn == "":
		f.Code, f.Outcome = CodeLifeUnknown, Open
	case today > s.UsefulLifeEndsOn:
		f.Code, f.Outcome = CodeLifeOver, Moves
	}
	return []Finding{f}
}

func (s Site) lease(today string) []Finding {
	if s.Lease == nil {
		return nil
	}
	f := Finding{Code: CodeLease, Outcome: Moves, Rule: RuleLeaseEnd, Day: s.Lease.EndsOn, What: s.Lease.Contract}
	if today > s.Lease.EndsOn {
		f.Code = CodeLeaseOver
	}
	return []Finding{f}
}
