package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// MigrationRecordSpec holds steps that a migration has made, for good.
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="a record cannot change"
type MigrationRecordSpec struct {
	// migration of the same agency.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Migration string `json:"migration"`
	// uid of that migration: another one may come to have its name.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	UID string `json:"uid"`
	// previous is the hash of the record before this one. Empty: it is the first.
	// +optional
	// +kubebuilder:validation:MaxLength=64
	Previous string `json:"previous,omitempty"`
	// hash of previous and the steps: SHA-256 of their JSON, in hexadecimal.
	// +kubebuilder:validation:Pattern=`^[0-9a-f]{64}$`
	Hash string `json:"hash"`
	// steps, oldest first; their numbers follow those of the record before.
	// +listType=map
	// +listMapKey=number
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=1000
	Steps []TransitionRecord `json:"steps"`
}

// MigrationRecord keeps the oldest steps of a migration whose history has grown
// long, so that every step stays on record once. It cannot change, outlives the
// migration, and each record hashes the one before it.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=migrationrecords,scope=Namespaced,categories=ikp
// +kubebuilder:printcolumn:name="Migration",type=string,JSONPath=`.spec.migration`
// +kubebuilder:printcolumn:name="From",type=integer,JSONPath=`.spec.steps[0].number`
// +kubebuilder:printcolumn:name="Hash",type=string,JSONPath=`.spec.hash`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type MigrationRecord struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec MigrationRecordSpec `json:"spec"`
}

// MigrationRecordList is a list of records.
// +kubebuilder:object:root=true
type MigrationRecordList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []MigrationRecord `json:"items"`
}
