package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// TeamKind says whose people a team is.
// +kubebuilder:validation:Enum=Agency;Supplier;Operator
type TeamKind string

// Kinds of teams.
const (
	TeamAgency   TeamKind = "Agency"
	TeamSupplier TeamKind = "Supplier"
	TeamOperator TeamKind = "Operator"
)

// Team is the people of one body who work on migrations.
type Team struct {
	// kind of the team.
	Kind TeamKind `json:"kind"`
	// name of the agency, of the supplier or of the operator's crew.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Name string `json:"name"`
	// people who work on migrations every working day.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=100000
	People int32 `json:"people"`
}

// StageWindow is when a stage of the Concept goes on (C-3).
// +kubebuilder:validation:XValidation:rule="!has(self.opens) || !has(self.deadline) || self.opens <= self.deadline",message="deadline is before opens"
type StageWindow struct {
	// number of the stage.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=32
	Number int32 `json:"number"`
	// opens is the first day on which systems of the stage may be worked on.
	// +optional
	Opens tenancy.Date `json:"opens,omitempty"`
	// deadline is the day by which they should be live.
	// +optional
	Deadline tenancy.Date `json:"deadline,omitempty"`
}

// Growth is what a data centre gives from a day on, beside what its hosts give
// today (C-3.4).
type Growth struct {
	// dataCentre that grows.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	DataCentre string `json:"dataCentre"`
	// from is the day of commissioning.
	From tenancy.Date `json:"from"`
	// vcpu, memoryGiB and diskGiB that are added.
	// +kubebuilder:validation:Minimum=0
	VCPU int64 `json:"vcpu"`
	// +kubebuilder:validation:Minimum=0
	MemoryGiB int64 `json:"memoryGiB"`
	// +kubebuilder:validation:Minimum=0
	DiskGiB int64 `json:"diskGiB"`
}

// Planning is what the planner is told. What it is not told it assumes, by the
// named defaults of ikpctl plan defaults, and says so.
type Planning struct {
	// teams by their sizes.
	// +optional
	// +listType=map
	// +listMapKey=kind
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=1000
	Teams []Team `json:"teams,omitempty"`
	// stages and when they go on.
	// +optional
	// +listType=map
	// +listMapKey=number
	// +kubebuilder:validation:MaxItems=32
	Stages []StageWindow `json:"stages,omitempty"`
	// growth of data centres.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=256
	Growth []Growth `json:"growth,omitempty"`
	// defaults that replace the planner's, by name.
	// +optional
	// +kubebuilder:validation:MaxProperties=64
	Defaults map[string]int64 `json:"defaults,omitempty"`
}

// Chance is how often a deadline was kept in a rehearsal.
type Chance struct {
	// id of the deadline: one of the rules in force, or programme-end.
	ID string `json:"id"`
	// lastDay of the deadline.
	LastDay tenancy.Date `json:"lastDay"`
	// permille of the runs in which every system kept it.
	Permille int32 `json:"permille"`
	// systemsPermille is the mean share of systems that kept it.
	SystemsPermille int32 `json:"systemsPermille"`
}

// Outlook is what many simulated runs of the programme have shown.
type Outlook struct {
	// inputs is the hash of what was rehearsed.
	Inputs string `json:"inputs"`
	// at is when.
	At metav1.Time `json:"at"`
	// runs that were simulated.
	Runs int32 `json:"runs"`
	// finish50, finish80 and finish95 are the days by which half, eight of ten and
	// nineteen of twenty runs had ended.
	Finish50 tenancy.Date `json:"finish50"`
	Finish80 tenancy.Date `json:"finish80"`
	Finish95 tenancy.Date `json:"finish95"`
	// unplanned systems have no place in any plan.
	// +optional
	Unplanned int32 `json:"unplanned,omitempty"`
	// chances of the deadlines.
	// +optional
	// +listType=map
	// +listMapKey=id
	Chances []Chance `json:"chances,omitempty"`
}

// Needs is what a system takes of a data centre.
type Needs struct {
	// vcpu is the number of virtual processors.
	// +kubebuilder:validation:Minimum=0
	VCPU int64 `json:"vcpu"`
	// memoryGiB is memory in GiB.
	// +kubebuilder:validation:Minimum=0
	MemoryGiB int64 `json:"memoryGiB"`
	// diskGiB is disk space in GiB.
	// +kubebuilder:validation:Minimum=0
	DiskGiB int64 `json:"diskGiB"`
}

// LabelPlanned marks waves that the planner has proposed: planning anew takes those
// away that are no longer proposed. Waves that people made have no such label.
const LabelPlanned = "ikp.gov.kz/planned"
