package facts

import (
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Workload says whose a workload namespace is. Only operators may write the
// labels it is read from.
type Workload struct {
	// Agency owns the system.
	Agency string
	// System runs here.
	System string
	// Environment is the Environment's name within the agency.
	Environment string
	// Type is what the environment is for.
	Type tenancy.EnvironmentType
}

// WorkloadOf reads the labels of a namespace; ok is false when it is no workload
// namespace.
func WorkloadOf(labels map[string]string) (w Workload, ok bool) {
	w = Workload{
		Agency:      labels[tenancy.LabelAgency],
		System:      labels[tenancy.LabelSystem],
		Environment: labels[tenancy.LabelEnvironment],
		Type:        tenancy.EnvironmentType(labels[tenancy.LabelEnvironmentType]),
	}
	return w, w.Agency != "" && w.System != "" && w.Environment != "" && w.Type != ""
}
