package builders

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Clearance is a positive outcome of a system's tests, from Commissioned until
// the end of 2099.
func Clearance(name, agency, system string, edit func(*governance.SecurityClearanceSpec)) *governance.SecurityClearance {
	c := &governance.SecurityClearance{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: tenancy.AgencyNamespace(agency)},
		Spec: governance.SecurityClearanceSpec{
			System: system, Verdict: governance.VerdictPositive, Protocol: "T-1", Laboratory: "State technical service",
			ValidFrom: Commissioned, ValidUntil: "2099-12-31",
		},
	}
	return edited(c, &c.Spec, edit)
}
