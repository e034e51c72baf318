package rules

import "github.com/govtech-kz/ikp/internal/domain/regulation"

// built are the rules that the platform cannot break, and covered those that the
// check of another rule covers.
func built() []Entry {
	return []Entry{
		{Rule: "C-1.3", By: ByConstruction, Check: answered("C-1.3"), Moments: []regulation.Moment{regulation.Admission, regulation.Placement},
			At: []Place{AtAdmission, AtLedger}, Reason: "QuotaExceeded",
			Example: Facts{Answer: &Answer{Rule: "C-1.3", Reason: "QuotaExceeded",
				Message: "needs 8 vCPU, agency minfin has 3 of 40 left; free some or ask the platform operator to raise Quota minfin"}},
			Note: "quota and budget are one transaction of the ledger, which reserves nothing beyond them"},
		{Rule: "C-3.8", By: ByConstruction, Check: answered("C-3.8"), Moments: []regulation.Moment{regulation.Invoice},
			At: []Place{AtAdmission, AtLedger}, Reason: "NoTariff",
			Example: Facts{Answer: &Answer{Rule: "C-3.8", Reason: "NoTariff",
				Message: "no tariff is published for this day, so nobody knows what the machine costs; the platform operator publishes one"}},
			Note: "the ledger prices usage by the published tariff of the day and by nothing else; a published tariff never changes"},
		{Rule: "KZ-PRC-116", By: ByConstruction, At: []Place{AtLedger},
			Note: "each line of a statement is priced by the tariff in force on the day of use, and names it"},
		{Rule: "KZ-PRC-82", By: ByConstruction, At: []Place{AtLedger},
			Note: "a statement has lines of the catalogue's kinds alone: processor, memory and disk hours"},
		{Rule: "KZ-CLS-135", By: ByConstruction, At: []Place{AtAdmission},
			Note: "the schema of InformationSystem takes no class but those of the classifier"},
		{Rule: "KZ-IB-49-4", By: ByConstruction, At: []Place{AtAdmission},
			Note: "only the state technical service may issue a SecurityClearance, and never for a system of its own agency"},
		{Rule: "KZ-VRT-AUD", By: ByConstruction, At: []Place{AtHypervisor, AtLedger},
			Note: "every start, stop and end of a machine is journalled by the agent and kept by the ledger"},
		{Rule: "KZ-VRT-ISO", By: ByConstruction, At: []Place{AtHypervisor},
			Note: "each environment has a namespace and a network policy of its own, and no two machines share a disk"},
		{Rule: "KZ-PLT-82-5", By: ByConstruction, At: []Place{AtAdmission},
			Note: "a system lies in the namespace of the agency that owns it, and hosting does not move it"},
		{Rule: "KZ-LOG-55", By: ByConstruction, At: []Place{AtAdmission},
			Note: "the API server authorises every request and stamps who made it on the object"},
	}
}

// covered are the rules that say again, or more narrowly, what another one checks.
func covered() []Entry {
	all := make([]Entry, 0, len(repeats))
	for _, r := range repeats {
		all = append(all, Entry{Rule: r.rule, By: ByOther, Through: r.through, Note: r.note})
	}
	return all
}

var repeats = []struct{ rule, through, note string }{
	{"KZ-CLS-38", "C-4.1", "a system without a class gets no production environment"},
	{"KZ-IB-49", "KZ-IB-40", "every system of the platform is one of a state body or is treated as one, so all of production is tested"},
	{"KZ-IB-641", "KZ-IB-40", "says how grave a breach is: KZ-IB-40 has severity critical"},
	{"KZ-IB-79", "KZ-PD-12", "says how grave a breach is: the rules on personal data have severity high"},
	{"KZ-MIG-DELTA", "C-6.2", "the last rehearsal has a delta after the full copy"},
	{"KZ-MIG-VOL", "C-7.6", "nobody prepares a system of a voluntary body before its consent is on record"},
	{"KZ-NET-SEG", "C-2.4", "a machine is placed in a data centre of its system's segment alone"},
	{"KZ-PD-16X", "KZ-PD-12", "nothing of a system with personal data is placed outside Kazakhstan"},
}
