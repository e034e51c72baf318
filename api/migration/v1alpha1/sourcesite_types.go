package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Answer is yes, no or not known.
// +kubebuilder:validation:Enum="Yes";"No";Unknown
type Answer string

// Answers.
const (
	AnswerYes     Answer = "Yes"
	AnswerNo      Answer = "No"
	AnswerUnknown Answer = "Unknown"
)

// Conformance832 records that a site meets the unified requirements of
// Government decree 832 of 20.12.2016 (C-3.6, KZ-DC-EXC).
// +kubebuilder:validation:XValidation:rule="self.validFrom <= self.validUntil",message="validUntil is before validFrom"
type Conformance832 struct {
	// document is the conformity record.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Document string `json:"document"`
	// edition of the decree that was checked: the date of its last amendment.
	Edition tenancy.Date `json:"edition"`
	// validFrom is the first day on which the record holds.
	ValidFrom tenancy.Date `json:"validFrom"`
	// validUntil is the last day on which the record holds.
	ValidUntil tenancy.Date `json:"validUntil"`
}

// Lease is the contract by which a site or a platform is rented (C-6.3).
type Lease struct {
	// contract number and date.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Contract string `json:"contract"`
	// lessor is who lets it.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Lessor string `json:"lessor"`
	// endsOn is the last day of the lease.
	EndsOn tenancy.Date `json:"endsOn"`
}

// SourceSiteSpec is where systems run before they move.
type SourceSiteSpec struct {
	// names is how the site is called.
	Names tenancy.Names `json:"names"`
	// agency that owns or rents the site.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Agency string `json:"agency"`
	// dataCentre says whether the site is a data centre or a server room (C-3.3).
	// +optional
	// +kubebuilder:default=Unknown
	DataCentre Answer `json:"dataCentre,omitempty"`
	// conformance832 is the record of conformity to decree 832: such a site may
	// stay (C-3.6).
	// +optional
	Conformance832 *Conformance832 `json:"conformance832,omitempty"`
	// usefulLifeEndsOn is the day on which the equipment's useful life ends
	// (C-3.6). Empty while unknown.
	// +optional
	UsefulLifeEndsOn tenancy.Date `json:"usefulLifeEndsOn,omitempty"`
	// lease is the contract of a rented site.
	// +optional
	Lease *Lease `json:"lease,omitempty"`
	// bandwidthMbps is the capacity of the site's link to the platform, in
	// megabits per second. Unset while unknown.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=10000000
	BandwidthMbps *int32 `json:"bandwidthMbps,omitempty"`
	// source is the document this record was taken from.
	// +optional
	// +kubebuilder:validation:MaxLength=2048
	Source string `json:"source,omitempty"`
}

// SourceSite is a server room, an agency's data centre or a rented platform from
// which systems move.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=sourcesites,scope=Cluster,categories=ikp
// +kubebuilder:printcolumn:name="Agency",type=string,JSONPath=`.spec.agency`
// +kubebuilder:printcolumn:name="Data-Centre",type=string,JSONPath=`.spec.dataCentre`
// +kubebuilder:printcolumn:name="832-Until",type=string,JSONPath=`.spec.conformance832.validUntil`
// +kubebuilder:printcolumn:name="Life-Ends",type=string,JSONPath=`.spec.usefulLifeEndsOn`
// +kubebuilder:printcolumn:name="Lease-Ends",type=string,JSONPath=`.spec.lease.endsOn`
// +kubebuilder:printcolumn:name="Mbps",type=integer,JSONPath=`.spec.bandwidthMbps`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type SourceSite struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec SourceSiteSpec `json:"spec"`
}

// SourceSiteList is a list of sites.
// +kubebuilder:object:root=true
type SourceSiteList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []SourceSite `json:"items"`
}
