package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// RuleOverrideSpec says how a rule is enforced from now on, and why.
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="an override cannot change: create another one, which replaces it"
type RuleOverrideSpec struct {
	// rule is the id of the rule: KZ-PLT-MOR.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=32
	Rule string `json:"rule"`
	// enforcement of the rule from now on: Deny, Warn or Off.
	Enforcement Enforcement `json:"enforcement"`
	// parameters that replace those of the profile, one by one.
	// +optional
	// +kubebuilder:validation:MaxProperties=16
	Parameters map[string]string `json:"parameters,omitempty"`
	// reason why the enforcement is changed, for those who read it years later.
	// +kubebuilder:validation:MinLength=10
	// +kubebuilder:validation:MaxLength=2048
	Reason string `json:"reason"`
	// document that gives the ground: an order, its number and date.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Document string `json:"document"`
}

// RuleOverride changes how one rule is enforced: an administrator switches it
// on, to a warning, or off, and answers for it with his name and a document. The
// latest override of a rule counts; earlier ones stay as the record.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=ruleoverrides,scope=Cluster,categories=ikp
// +kubebuilder:printcolumn:name="Rule",type=string,JSONPath=`.spec.rule`
// +kubebuilder:printcolumn:name="Enforcement",type=string,JSONPath=`.spec.enforcement`
// +kubebuilder:printcolumn:name="By",type=string,JSONPath=`.metadata.annotations.ikp\.gov\.kz/requested-by`
// +kubebuilder:printcolumn:name="Document",type=string,JSONPath=`.spec.document`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type RuleOverride struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec RuleOverrideSpec `json:"spec"`
}

// RuleOverrideList is a list of overrides.
// +kubebuilder:object:root=true
type RuleOverrideList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []RuleOverride `json:"items"`
}
