package whereabouts

import "fmt"

func notASite(site string) string {
	if site == "" {
		return "nobody knows in which data centre these bytes lie; register the host with its data centre"
	}
	return fmt.Sprintf("data centre %s is not registered with the platform; register it, or move the bytes", site)
}

func nobodys(n Name, site string) string {
	whose := "belong to no information system that is known"
	if n.Known() {
		whose = fmt.Sprintf("belong to system %s of agency %s, which is not registered", n.System, n.Agency)
	}
	return fmt.Sprintf("bytes at data centre %s %s, so that they count as personal data; find their owner, then remove or register them",
		site, whose)
}

func groundless(n Name, country string) string {
	return fmt.Sprintf("personal data of system %s passes to %s without a ground; name one of AdequateState, Consent, Treaty, "+
		"Law, VitalInterest with its document, or close the passage", n.System, country)
}

func declared(p Passage) string {
	if !p.grounded() {
		return "the passage is declared and needs no ground"
	}
	return fmt.Sprintf("the passage is declared on the ground %s: %s", p.Ground, p.Document)
}
