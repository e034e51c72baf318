package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// PilotRequirement is a temporary demand on the infrastructure (C-8.1).
type PilotRequirement struct {
	// text of the requirement.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=1024
	Text string `json:"text"`
	// until is its last day; it does not outlive the pilot (KZ-MIG-PLT).
	Until tenancy.Date `json:"until"`
}

// Pilot is the first, small migration (C-8).
// +kubebuilder:validation:XValidation:rule="!has(self.requirements) || self.requirements.all(r, r.until <= self.until)",message="a pilot requirement cannot outlive the pilot (KZ-MIG-PLT)"
// +kubebuilder:validation:XValidation:rule="!has(self.acceptance) || has(self.results) && size(self.results) > 0",message="what was accepted? name the results that the pilot delivered (C-8.2)"
type Pilot struct {
	// until is the pilot's last day.
	Until tenancy.Date `json:"until"`
	// requirements that hold for the time of the pilot.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=64
	Requirements []PilotRequirement `json:"requirements,omitempty"`
	// results are the expected results of the pilot that were delivered (C-8.2).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=16
	// +kubebuilder:validation:items:MaxLength=1024
	Results []string `json:"results,omitempty"`
	// acceptance is the act by which the results were accepted: its number and
	// date. Before it only systems of the pilot replicate.
	// +optional
	// +kubebuilder:validation:MaxLength=512
	Acceptance string `json:"acceptance,omitempty"`
}

// MigrationProgrammeSpec says by which rules and limits systems move.
type MigrationProgrammeSpec struct {
	// titles is how the programme is called.
	Titles tenancy.Names `json:"titles"`
	// startsOn is the first day of the programme.
	StartsOn tenancy.Date `json:"startsOn"`
	// endsOn is the last day of the detailed plan, at most three years on
	// (measure 7).
	EndsOn tenancy.Date `json:"endsOn"`
	// calendar is the ChangeCalendar that holds for every cut-over.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	Calendar string `json:"calendar,omitempty"`
	// parallelCutovers is how many systems may cut over on one day.
	// +optional
	// +kubebuilder:default=10
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000
	ParallelCutovers int32 `json:"parallelCutovers,omitempty"`
	// hypercareDays is how long a system is watched after it was published.
	// +optional
	// +kubebuilder:default=14
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=365
	HypercareDays int32 `json:"hypercareDays,omitempty"`
	// pilot is the first migration; its results must be accepted before others
	// replicate.
	// +optional
	Pilot *Pilot `json:"pilot,omitempty"`
	// planning is what the planner is told of people, capacity and stages.
	// +optional
	Planning *Planning `json:"planning,omitempty"`
}

// StateCount is how many systems are in a state.
type StateCount struct {
	// state of the systems.
	State State `json:"state"`
	// systems in that state.
	Systems int32 `json:"systems"`
}

// MigrationProgrammeStatus sums the programme up.
type MigrationProgrammeStatus struct {
	// edition of the rules in force.
	// +optional
	Edition string `json:"edition,omitempty"`
	// systems in the programme.
	// +optional
	Systems int32 `json:"systems,omitempty"`
	// states with the number of systems in each.
	// +optional
	// +listType=map
	// +listMapKey=state
	States []StateCount `json:"states,omitempty"`
	// overdue is how many systems have passed a deadline of the rules.
	// +optional
	Overdue int32 `json:"overdue,omitempty"`
	// outlook is what the last rehearsal of the programme has shown.
	// +optional
	Outlook *Outlook `json:"outlook,omitempty"`
	// conditions tell whether the programme can go on.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// MigrationProgramme is the move of the state's systems to the platform: its
// days, its pilot and its limits. The rules come from the RegulationProfile in
// force.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=migrationprogrammes,scope=Cluster,shortName=programme,categories=ikp
// +kubebuilder:printcolumn:name="From",type=string,JSONPath=`.spec.startsOn`
// +kubebuilder:printcolumn:name="To",type=string,JSONPath=`.spec.endsOn`
// +kubebuilder:printcolumn:name="Edition",type=string,JSONPath=`.status.edition`
// +kubebuilder:printcolumn:name="Systems",type=integer,JSONPath=`.status.systems`
// +kubebuilder:printcolumn:name="Overdue",type=integer,JSONPath=`.status.overdue`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type MigrationProgramme struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	// +kubebuilder:validation:XValidation:rule="self.startsOn <= self.endsOn",message="endsOn is before startsOn"
	Spec MigrationProgrammeSpec `json:"spec"`
	// +optional
	Status MigrationProgrammeStatus `json:"status,omitempty"`
}

// MigrationProgrammeList is a list of programmes.
// +kubebuilder:object:root=true
type MigrationProgrammeList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []MigrationProgramme `json:"items"`
}
