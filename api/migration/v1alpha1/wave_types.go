package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// WaveKind says whether a wave is the pilot.
// +kubebuilder:validation:Enum=Pilot;Regular
type WaveKind string

// Kinds of waves.
const (
	// WavePilot is the pilot (C-8).
	WavePilot WaveKind = "Pilot"
	// WaveRegular is every other wave.
	WaveRegular WaveKind = "Regular"
)

// MigrationWaveSpec is a set of systems that move together.
// +kubebuilder:validation:XValidation:rule="self.from <= self.to",message="to is before from"
type MigrationWaveSpec struct {
	// programme the wave belongs to.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Programme string `json:"programme"`
	// kind of the wave: Pilot or Regular.
	// +optional
	// +kubebuilder:default=Regular
	Kind WaveKind `json:"kind,omitempty"`
	// from is the first day on which systems of the wave replicate.
	From tenancy.Date `json:"from"`
	// to is the day by which they are published.
	To tenancy.Date `json:"to"`
	// after are waves that must have ended before this one begins.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=32
	After []string `json:"after,omitempty"`
	// systems of the wave.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=1000
	Systems []tenancy.SystemReference `json:"systems,omitempty"`
}

// MigrationWaveStatus sums the wave up.
type MigrationWaveStatus struct {
	// systems of the wave.
	// +optional
	Systems int32 `json:"systems,omitempty"`
	// published is how many of them work from the platform.
	// +optional
	Published int32 `json:"published,omitempty"`
	// conditions tell whether the wave can go on.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// MigrationWave is a set of systems that move together, between two days.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=migrationwaves,scope=Cluster,shortName=wave,categories=ikp
// +kubebuilder:printcolumn:name="Programme",type=string,JSONPath=`.spec.programme`
// +kubebuilder:printcolumn:name="Kind",type=string,JSONPath=`.spec.kind`
// +kubebuilder:printcolumn:name="From",type=string,JSONPath=`.spec.from`
// +kubebuilder:printcolumn:name="To",type=string,JSONPath=`.spec.to`
// +kubebuilder:printcolumn:name="Systems",type=integer,JSONPath=`.status.systems`
// +kubebuilder:printcolumn:name="Published",type=integer,JSONPath=`.status.published`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type MigrationWave struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec MigrationWaveSpec `json:"spec"`
	// +optional
	Status MigrationWaveStatus `json:"status,omitempty"`
}

// MigrationWaveList is a list of waves.
// +kubebuilder:object:root=true
type MigrationWaveList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []MigrationWave `json:"items"`
}
