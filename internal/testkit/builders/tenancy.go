package builders

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Agency is a ministry of the first group of users.
func Agency(slug string, edit func(*tenancy.AgencySpec)) *tenancy.Agency {
	first := int32(1)
	a := &tenancy.Agency{
		ObjectMeta: metav1.ObjectMeta{Name: slug},
		Spec: tenancy.AgencySpec{
			Names: tenancy.Names{EN: slug}, Kind: tenancy.KindMinistry,
			UserGroup: &first, Participation: tenancy.ParticipationMandatory,
		},
	}
	return edited(a, &a.Spec, edit)
}

// System is an information system of an agency whose passport has no gaps; it
// holds personal data and belongs to segment G2G.
func System(name, agency string, edit func(*tenancy.InformationSystemSpec)) *tenancy.InformationSystem {
	s := &tenancy.InformationSystem{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: tenancy.AgencyNamespace(agency)},
		Spec: tenancy.InformationSystemSpec{
			Names: tenancy.Names{EN: name}, Category: tenancy.CategoryPriority, Class: tenancy.ClassSecond,
			Segment: tenancy.SegmentG2G, PersonalData: tenancy.PersonalDataYes,
		},
	}
	return edited(s, &s.Spec, edit)
}

// Environment is an environment of a system of an agency.
func Environment(name, agency, system string, kind tenancy.EnvironmentType) *tenancy.Environment {
	return &tenancy.Environment{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: tenancy.AgencyNamespace(agency)},
		Spec:       tenancy.EnvironmentSpec{System: system, Type: kind},
	}
}

// WorkloadLabels are what the tenant operator writes on a workload namespace.
func WorkloadLabels(agency, system, environment string, kind tenancy.EnvironmentType) map[string]string {
	return map[string]string{
		tenancy.LabelAgency:          agency,
		tenancy.LabelSystem:          system,
		tenancy.LabelEnvironment:     environment,
		tenancy.LabelEnvironmentType: string(kind),
	}
}
