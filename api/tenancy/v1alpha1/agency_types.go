package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// AgencyKind is what sort of body an agency is.
// +kubebuilder:validation:Enum=ministry;committee;security;president-body;judicial-constitutional;akimat-region;akimat-city;quasi-state;unassigned
type AgencyKind string

// Kinds of bodies as the state's own lists give them.
const (
	KindMinistry               AgencyKind = "ministry"
	KindCommittee              AgencyKind = "committee"
	KindSecurity               AgencyKind = "security"
	KindPresidentBody          AgencyKind = "president-body"
	KindJudicialConstitutional AgencyKind = "judicial-constitutional"
	KindAkimatRegion           AgencyKind = "akimat-region"
	KindAkimatCity             AgencyKind = "akimat-city"
	KindQuasiState             AgencyKind = "quasi-state"
	// KindUnassigned is the one agency that holds systems without a known owner.
	KindUnassigned AgencyKind = "unassigned"
)

// Participation says whether an agency must join the platform (C-7.6).
// +kubebuilder:validation:Enum=Mandatory;Voluntary;Unknown
type Participation string

// Ways of joining the platform.
const (
	ParticipationMandatory Participation = "Mandatory"
	ParticipationVoluntary Participation = "Voluntary"
	ParticipationUnknown   Participation = "Unknown"
)

// AgencySpec describes a state body.
type AgencySpec struct {
	// names is how the body is called in Kazakh, Russian and English.
	Names Names `json:"names"`
	// kind is what sort of body this is.
	Kind AgencyKind `json:"kind"`
	// parent is the agency this one is subordinate to: a committee's ministry.
	// Empty for a body that stands on its own, or when no source says.
	// +optional
	// +kubebuilder:validation:MaxLength=40
	Parent string `json:"parent,omitempty"`
	// userGroup is the priority group of users, 1 to 5 (C-7.1 … C-7.5). Unset
	// while no source gives it.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=5
	UserGroup *int32 `json:"userGroup,omitempty"`
	// participation says whether joining the platform is mandatory or voluntary
	// for this body (C-7.6).
	// +optional
	// +kubebuilder:default=Unknown
	Participation Participation `json:"participation,omitempty"`
	// source is the public document or page this record was taken from.
	// +optional
	// +kubebuilder:validation:MaxLength=2048
	Source string `json:"source,omitempty"`
}

// AgencyStatus is what the platform knows about an agency.
type AgencyStatus struct {
	// namespace holds the agency's systems, environments, quota and budget.
	// +optional
	Namespace string `json:"namespace,omitempty"`
	// gaps lists the fields of the record that no source has filled yet.
	// +optional
	// +listType=set
	Gaps []string `json:"gaps,omitempty"`
	// conditions tell how far the agency's place on the platform is set up.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// Agency is a state body that uses the platform: a ministry, one of its
// committees, an akimat, a quasi-state company. Its objects live in the
// namespace agency-<name>.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=agencies,scope=Cluster,categories=ikp
// +kubebuilder:printcolumn:name="Kind",type=string,JSONPath=`.spec.kind`
// +kubebuilder:printcolumn:name="Group",type=integer,JSONPath=`.spec.userGroup`
// +kubebuilder:printcolumn:name="Participation",type=string,JSONPath=`.spec.participation`
// +kubebuilder:printcolumn:name="Name",type=string,JSONPath=`.spec.names.en`
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=`.status.conditions[?(@.type=="Ready")].status`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
// +kubebuilder:printcolumn:name="Parent",type=string,JSONPath=`.spec.parent`,priority=1
// +kubebuilder:validation:XValidation:rule="size(self.metadata.name) <= 40",message="an agency's name has at most 40 characters: it becomes part of namespaces"
// +kubebuilder:validation:XValidation:rule="!has(self.spec.parent) || self.spec.parent != self.metadata.name",message="an agency cannot be its own parent"
type Agency struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec AgencySpec `json:"spec"`
	// +optional
	// +kubebuilder:default={conditions: {{type: "Ready", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"}}}
	Status AgencyStatus `json:"status,omitempty"`
}

// AgencyList is a list of agencies.
// +kubebuilder:object:root=true
type AgencyList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Agency `json:"items"`
}
