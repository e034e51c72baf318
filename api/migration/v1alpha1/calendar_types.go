package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Freeze is a span of days without cut-overs.
// +kubebuilder:validation:XValidation:rule="self.from <= self.to",message="to is before from"
type Freeze struct {
	// name of the freeze, for messages: elections-2026.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Name string `json:"name"`
	// from is the first day.
	From tenancy.Date `json:"from"`
	// to is the last day.
	To tenancy.Date `json:"to"`
	// agencies that the freeze is for. Empty: all.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=256
	Agencies []string `json:"agencies,omitempty"`
	// reason of the freeze.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Reason string `json:"reason"`
}

// Holiday is a day off.
type Holiday struct {
	// day of the holiday.
	Day tenancy.Date `json:"day"`
	// titles is how the holiday is called.
	Titles tenancy.Names `json:"titles"`
}

// Maintenance is a time in which a site is worked on.
// +kubebuilder:validation:XValidation:rule="self.from < self.to",message="to is not after from"
type Maintenance struct {
	// site is the SourceSite that is worked on.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Site string `json:"site"`
	// from is when the work begins.
	From metav1.Time `json:"from"`
	// to is when it ends.
	To metav1.Time `json:"to"`
	// reason of the work.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Reason string `json:"reason"`
}

// ChangeCalendarSpec says when systems must not cut over.
type ChangeCalendarSpec struct {
	// freezes are spans of days without cut-overs.
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=256
	Freezes []Freeze `json:"freezes,omitempty"`
	// holidays of Kazakhstan; people do not work then.
	// +optional
	// +listType=map
	// +listMapKey=day
	// +kubebuilder:validation:MaxItems=512
	Holidays []Holiday `json:"holidays,omitempty"`
	// maintenance of sites.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=1024
	Maintenance []Maintenance `json:"maintenance,omitempty"`
}

// ChangeCalendar says on which days systems must not cut over, and on which
// people do not work.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=changecalendars,scope=Cluster,shortName=calendar,categories=ikp
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type ChangeCalendar struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec ChangeCalendarSpec `json:"spec"`
}

// ChangeCalendarList is a list of calendars.
// +kubebuilder:object:root=true
type ChangeCalendarList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []ChangeCalendar `json:"items"`
}
