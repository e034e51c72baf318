package residency

import (
	"fmt"
	"strings"
)

const segmentUnknown = "the system's passport does not say its segment, and the segments are separate; " +
	"set spec.segment of the InformationSystem to G2G or G2CB"

func wrongSegment(s System, d Site) string {
	return fmt.Sprintf("data centre %s serves %s, the system belongs to segment %s; choose a data centre of segment %s",
		d.Name, strings.Join(d.Segments, ", "), s.Segment, s.Segment)
}

func notCommissioned(_ System, d Site) string {
	if d.CommissionedOn == "" {
		return fmt.Sprintf("data centre %s is not commissioned; choose one that is", d.Name)
	}
	return fmt.Sprintf("data centre %s is commissioned only on %s; choose one that is in service, or wait until then",
		d.Name, d.CommissionedOn)
}

func abroad(s System, d Site) string {
	return fmt.Sprintf("data centre %s stands in %s, and personal data stays in Kazakhstan%s; choose a data centre in KZ",
		d.Name, d.Country, becauseUnknown(s))
}

func outside(_ System, d Site) string {
	return fmt.Sprintf("data centre %s stands in %s, and the platform runs in Kazakhstan alone; choose a data centre in KZ", d.Name, d.Country)
}

func notRegistered(s System, d Site) string {
	return fmt.Sprintf("data centre %s is not on the register of server rooms and data centres, where personal data must lie%s; "+
		"choose a registered one, or ask the platform operator to record its registration", d.Name, becauseUnknown(s))
}

func notAcceded(s System, d Site) string {
	open := "has open accession items"
	if d.AccessionAnsweredOn != "" {
		open = "answers its last accession item only on " + d.AccessionAnsweredOn
	}
	return fmt.Sprintf("data centre %s %s, and personal data waits for them%s; "+
		"choose another one, or ask the platform operator to finish the accession", d.Name, open, becauseUnknown(s))
}

// becauseUnknown explains to the owner of an unanswered passport why he meets
// the rules of personal data.
func becauseUnknown(s System) string {
	if s.PersonalData == "Yes" {
		return ""
	}
	return " (the passport leaves personalData unknown, which counts as Yes)"
}

func compliant(s System, d Site) string {
	if HoldsPersonalData(s.PersonalData) {
		return fmt.Sprintf("data centre %s in %s serves segment %s and may hold personal data", d.Name, d.Country, s.Segment)
	}
	return fmt.Sprintf("data centre %s in %s serves segment %s; the system holds no personal data", d.Name, d.Country, s.Segment)
}

func personalDataAllowed(d Site) string {
	return fmt.Sprintf("commissioned on %s, registered in %s, accession answered on %s (%s, %s, %s)",
		d.CommissionedOn, d.Country, d.AccessionAnsweredOn, RuleCountry, RuleRegistered, RuleAccession)
}
