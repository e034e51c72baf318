package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// CriterionResult is the outcome of one criterion.
type CriterionResult struct {
	// name of the criterion.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Name string `json:"name"`
	// passed says whether it was met.
	Passed bool `json:"passed"`
	// note says what was seen.
	// +optional
	// +kubebuilder:validation:MaxLength=1024
	Note string `json:"note,omitempty"`
}

// RehearsalSpec records a test migration (C-6.1, C-6.2).
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="a rehearsal is a record and cannot change: record another"
// +kubebuilder:validation:XValidation:rule="self.startedAt <= self.endedAt",message="endedAt is before startedAt"
type RehearsalSpec struct {
	// migration that was rehearsed.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Migration string `json:"migration"`
	// environment into which it was made. One of another environment than that of
	// the migration counts no more.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	Environment string `json:"environment,omitempty"`
	// sourceSite from which it was made. One of another site than that of the
	// migration counts no more.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	SourceSite string `json:"sourceSite,omitempty"`
	// startedAt is when it began.
	StartedAt metav1.Time `json:"startedAt"`
	// endedAt is when it was over.
	EndedAt metav1.Time `json:"endedAt"`
	// fullBytes were copied first.
	// +kubebuilder:validation:Minimum=0
	FullBytes int64 `json:"fullBytes"`
	// deltaApplied says that what changed meanwhile was copied after (C-6.2).
	DeltaApplied bool `json:"deltaApplied"`
	// deltaBytes were copied after.
	// +optional
	// +kubebuilder:validation:Minimum=0
	DeltaBytes int64 `json:"deltaBytes,omitempty"`
	// results by criterion.
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=64
	Results []CriterionResult `json:"results,omitempty"`
	// outageMinutes is how long the system would have stood still.
	// +optional
	// +kubebuilder:validation:Minimum=0
	OutageMinutes int32 `json:"outageMinutes,omitempty"`
	// rollbackTried says that the way back was rehearsed too.
	// +optional
	RollbackTried bool `json:"rollbackTried,omitempty"`
}

// Rehearsal records one test migration of a system, with its delta and what it
// showed. Testing goes on until the agency is satisfied.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=rehearsals,scope=Namespaced,categories=ikp
// +kubebuilder:printcolumn:name="Migration",type=string,JSONPath=`.spec.migration`
// +kubebuilder:printcolumn:name="Delta",type=boolean,JSONPath=`.spec.deltaApplied`
// +kubebuilder:printcolumn:name="Ended",type=date,JSONPath=`.spec.endedAt`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type Rehearsal struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec RehearsalSpec `json:"spec"`
}

// RehearsalList is a list of rehearsals.
// +kubebuilder:object:root=true
type RehearsalList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Rehearsal `json:"items"`
}
