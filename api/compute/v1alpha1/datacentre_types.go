package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Accession is the record of a data centre joining the platform (C-8.2,
// KZ-DC-JOIN).
type Accession struct {
	// answeredOn is the day on which the last accession item was answered. Empty
	// while items are open: such a site takes no machines with personal data.
	// +optional
	AnsweredOn tenancy.Date `json:"answeredOn,omitempty"`
	// document is the act that records the accession.
	// +optional
	// +kubebuilder:validation:MaxLength=512
	Document string `json:"document,omitempty"`
}

// Conformance is a record of conformity to the unified requirements of
// Government decree 832 of 20.12.2016 (C-3.6, KZ-DC-EXC).
type Conformance struct {
	// document is the conformity record.
	// +optional
	// +kubebuilder:validation:MaxLength=512
	Document string `json:"document,omitempty"`
	// validFrom is the first day on which the record holds.
	ValidFrom tenancy.Date `json:"validFrom"`
	// validUntil is the last day on which the record holds.
	ValidUntil tenancy.Date `json:"validUntil"`
}

// DataCentreSpec describes a data centre of the platform.
type DataCentreSpec struct {
	// names is how the site is called in Kazakh, Russian and English.
	// +optional
	Names tenancy.Names `json:"names,omitempty"`
	// country is where the site stands, ISO 3166-1 alpha-2: KZ.
	// +kubebuilder:validation:Pattern=`^[A-Z]{2}$`
	Country string `json:"country"`
	// region is the region of the country, ISO 3166-2: KZ-71 for Astana.
	// +optional
	// +kubebuilder:validation:Pattern=`^[A-Z]{2}-[A-Z0-9]{1,3}$`
	Region string `json:"region,omitempty"`
	// segments are the contours that this site serves (C-2.4).
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=2
	// +listType=set
	Segments []tenancy.Segment `json:"segments"`
	// registered says that the site is on the state's register as a server room
	// or data centre (KZ-PD-36).
	// +optional
	Registered bool `json:"registered,omitempty"`
	// registration is the number of the entry in the register.
	// +optional
	// +kubebuilder:validation:MaxLength=128
	Registration string `json:"registration,omitempty"`
	// accession is the record of the site joining the platform (KZ-DC-JOIN).
	// +optional
	Accession Accession `json:"accession,omitempty"`
	// conformance832 is the record of conformity to decree 832, with its validity.
	// +optional
	Conformance832 *Conformance `json:"conformance832,omitempty"`
	// commissionedOn is the day from which the site carries load (C-3.4). Empty
	// while the site is being built: nothing is placed there.
	// +optional
	CommissionedOn tenancy.Date `json:"commissionedOn,omitempty"`
}

// DataCentreStatus sums up the hosts of a data centre.
type DataCentreStatus struct {
	// hosts is how many hosts the site has.
	// +optional
	Hosts int32 `json:"hosts,omitempty"`
	// allocatable is what its hosts can give to machines.
	// +optional
	Allocatable Resources `json:"allocatable,omitempty"`
	// allocated is what is promised to machines.
	// +optional
	Allocated Resources `json:"allocated,omitempty"`
	// conditions tell what the site may be used for.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// DataCentre is a site with hypervisor hosts: where it stands, which contours it
// serves, and the records that decide what may run there.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=datacentres,scope=Cluster,shortName=dc,categories=ikp
// +kubebuilder:printcolumn:name="Country",type=string,JSONPath=`.spec.country`
// +kubebuilder:printcolumn:name="Region",type=string,JSONPath=`.spec.region`
// +kubebuilder:printcolumn:name="Segments",type=string,JSONPath=`.spec.segments`
// +kubebuilder:printcolumn:name="PersonalData",type=string,JSONPath=`.status.conditions[?(@.type=="PersonalDataAllowed")].status`
// +kubebuilder:printcolumn:name="Hosts",type=integer,JSONPath=`.status.hosts`
// +kubebuilder:printcolumn:name="vCPU",type=integer,JSONPath=`.status.allocatable.vcpu`
// +kubebuilder:printcolumn:name="Used",type=integer,JSONPath=`.status.allocated.vcpu`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type DataCentre struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec DataCentreSpec `json:"spec"`
	// +optional
	// +kubebuilder:default={conditions: {{type: "Ready", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "PersonalDataAllowed", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"}}}
	Status DataCentreStatus `json:"status,omitempty"`
}

// DataCentreList is a list of data centres.
// +kubebuilder:object:root=true
type DataCentreList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []DataCentre `json:"items"`
}
