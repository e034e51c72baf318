package facts

import (
	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/clearance"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
)

// System is what the residency rules see of an information system.
func System(s *tenancy.InformationSystem) residency.System {
	return residency.System{PersonalData: string(s.Spec.PersonalData), Segment: string(s.Spec.Segment)}
}

// Judged is what the rules see of a system owned by agency.
func Judged(agency string, s *tenancy.InformationSystem) *rules.System {
	return &rules.System{
		Facts:          Passport(agency, s),
		Target:         string(s.Spec.Target),
		OperatingSince: string(s.Spec.OperatingSince),
		Decision:       s.Spec.CommissionDecision,
	}
}

// Site is what the residency rules see of a data centre.
func Site(d *compute.DataCentre) residency.Site {
	site := residency.Site{
		Name:                d.Name,
		Country:             d.Spec.Country,
		Registered:          d.Spec.Registered,
		AccessionAnsweredOn: string(d.Spec.Accession.AnsweredOn),
		CommissionedOn:      string(d.Spec.CommissionedOn),
	}
	for _, s := range d.Spec.Segments {
		site.Segments = append(site.Segments, string(s))
	}
	return site
}

// Passport is what the passport rules see of a system owned by agency.
func Passport(agency string, s *tenancy.InformationSystem) passport.Facts {
	return passport.Facts{
		Name:         s.Name,
		Owner:        agency,
		Category:     string(s.Spec.Category),
		Class:        string(s.Spec.Class),
		Segment:      string(s.Spec.Segment),
		PersonalData: string(s.Spec.PersonalData),
	}
}

// Clearances are the records of one system.
func Clearances(list []governance.SecurityClearance, system string) []clearance.Clearance {
	var records []clearance.Clearance
	for _, c := range list {
		if c.Spec.System != system {
			continue
		}
		records = append(records, clearance.Clearance{
			Name:       c.Name,
			Positive:   c.Spec.Verdict == governance.VerdictPositive,
			ValidFrom:  string(c.Spec.ValidFrom),
			ValidUntil: string(c.Spec.ValidUntil),
		})
	}
	return records
}
