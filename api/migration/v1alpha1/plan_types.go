package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// PlanItem is one system of an agency's schedule.
// +kubebuilder:validation:XValidation:rule="self.preparation <= self.replication && self.replication <= self.testing && self.testing <= self.cutover && self.cutover <= self.decommission",message="the days of an item are out of order: preparation, replication, testing, cutover, decommission"
type PlanItem struct {
	// system of the agency.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	System string `json:"system"`
	// wave in which it moves.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	Wave string `json:"wave,omitempty"`
	// preparation begins on this day.
	Preparation tenancy.Date `json:"preparation"`
	// replication begins on this day.
	Replication tenancy.Date `json:"replication"`
	// testing begins on this day.
	Testing tenancy.Date `json:"testing"`
	// cutover is the day of the cut-over.
	Cutover tenancy.Date `json:"cutover"`
	// decommission is the day by which the old system is gone.
	Decommission tenancy.Date `json:"decommission"`
	// bindingConstraint says why the system does not move earlier.
	// +optional
	// +kubebuilder:validation:MaxLength=1024
	BindingConstraint string `json:"bindingConstraint,omitempty"`
}

// MigrationPlanSpec is the individual schedule of an agency (C-3.7).
type MigrationPlanSpec struct {
	// programme the plan belongs to.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Programme string `json:"programme"`
	// items by system.
	// +listType=map
	// +listMapKey=system
	// +kubebuilder:validation:MaxItems=1000
	Items []PlanItem `json:"items"`
	// inputs is the hash of what the planner was given. Empty for a
	// plan that people wrote.
	// +optional
	// +kubebuilder:validation:MaxLength=64
	Inputs string `json:"inputs,omitempty"`
}

// MigrationPlanStatus says how far the plan is followed.
type MigrationPlanStatus struct {
	// contentHash is what an Approval of this plan binds to.
	// +optional
	ContentHash string `json:"contentHash,omitempty"`
	// published is how many systems work from the platform.
	// +optional
	Published int32 `json:"published,omitempty"`
	// late is how many systems are behind the plan.
	// +optional
	Late int32 `json:"late,omitempty"`
	// conditions tell whether the agency has agreed to the plan.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// MigrationPlan is the individual schedule by which an agency's systems move,
// agreed with the agency (C-3.7). It is called after the agency.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=migrationplans,scope=Namespaced,shortName=mplan,categories=ikp
// +kubebuilder:printcolumn:name="Programme",type=string,JSONPath=`.spec.programme`
// +kubebuilder:printcolumn:name="Agreed",type=string,JSONPath=`.status.conditions[?(@.type=="Agreed")].status`
// +kubebuilder:printcolumn:name="Published",type=integer,JSONPath=`.status.published`
// +kubebuilder:printcolumn:name="Late",type=integer,JSONPath=`.status.late`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type MigrationPlan struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec MigrationPlanSpec `json:"spec"`
	// +optional
	Status MigrationPlanStatus `json:"status,omitempty"`
}

// MigrationPlanList is a list of plans.
// +kubebuilder:object:root=true
type MigrationPlanList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []MigrationPlan `json:"items"`
}
