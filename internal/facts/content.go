package facts

import (
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	migrationapi "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// PlanContent is the hash that the agency's word on its schedule binds to: whose
// systems move when. By what the planner found it is in none.
func PlanContent(s migrationapi.MigrationPlanSpec) (string, error) {
	return Hash([]any{s.Programme, s.Items})
}

// IntegrationContent is the hash that the words on the steps of an integration bind
// to.
func IntegrationContent(s migrationapi.IntegrationRequestSpec) (string, error) { return Hash(s) }

// ExceptionContent is the hash that the approvals of a residency exception bind to.
func ExceptionContent(s governance.ResidencyExceptionSpec) (string, error) { return Hash(s) }

// NoPersonalDataContent is the hash that an approval of a system's holding no
// personal data any more binds to: which system it is, of which importance, in
// which contour, and what it works with.
func NoPersonalDataContent(name string, s tenancy.InformationSystemSpec) (string, error) {
	return Hash([]any{name, s.Segment, s.Class, s.Category, s.Dependencies})
}
