package facts

import (
	"strings"

	migrationapi "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/duplicate"
	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

// SystemID names a system among all: agency/name.
func SystemID(namespace, name string) string {
	return strings.TrimPrefix(namespace, tenancy.AgencyNamespace("")) + "/" + name
}

// Comparable is a system with its functions, to be compared with others.
func Comparable(s *tenancy.InformationSystem, functions []string) duplicate.System {
	owner := strings.TrimPrefix(s.Namespace, tenancy.AgencyNamespace(""))
	if owner == inventory.Unassigned {
		owner = ""
	}
	n := s.Spec.Names
	return duplicate.System{
		ID: SystemID(s.Namespace, s.Name), Owner: owner, Name: strings.Join([]string{n.RU, n.KK, n.EN}, " "),
		Purpose: s.Spec.Purpose, Functions: functions,
	}
}

// Comparables are all systems with the functions that their assessments name.
func Comparables(systems []tenancy.InformationSystem, assessments []migrationapi.SystemAssessment) []duplicate.System {
	functions := map[string][]string{}
	for i := range assessments {
		a := &assessments[i]
		id := SystemID(a.Namespace, a.Spec.System)
		functions[id] = append(functions[id], a.Spec.Functions...)
	}
	all := make([]duplicate.System, 0, len(systems))
	for i := range systems {
		s := &systems[i]
		all = append(all, Comparable(s, functions[SystemID(s.Namespace, s.Name)]))
	}
	return all
}
