package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Decimal is an exact decimal number of at most 12 places, written 12.345.
// +kubebuilder:validation:Pattern=`^\d{1,15}(\.\d{1,12})?$`
type Decimal string

// Meter is what usage is measured in.
// +kubebuilder:validation:Enum=vcpu-hour;memory-gib-hour;disk-gib-hour
type Meter string

// Meters of the platform.
const (
	// MeterVCPUHour counts one virtual processor of a running machine for an hour.
	MeterVCPUHour Meter = "vcpu-hour"
	// MeterMemoryGiBHour counts one GiB of memory of a running machine for an hour.
	MeterMemoryGiBHour Meter = "memory-gib-hour"
	// MeterDiskGiBHour counts one GiB of disk for an hour, running or not.
	MeterDiskGiBHour Meter = "disk-gib-hour"
)

// Act is the legal act that sets a price (C-3.8).
type Act struct {
	// title of the act.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Title string `json:"title"`
	// number of the act.
	// +optional
	// +kubebuilder:validation:MaxLength=128
	Number string `json:"number,omitempty"`
	// date of the act.
	// +optional
	Date tenancy.Date `json:"date,omitempty"`
	// url where the act can be read.
	// +optional
	// +kubebuilder:validation:MaxLength=2048
	URL string `json:"url,omitempty"`
}

// Price is the price of one unit of a meter.
type Price struct {
	// meter is what is priced.
	Meter Meter `json:"meter"`
	// price of one unit in tenge, without rounding: 4.75.
	Price Decimal `json:"price"`
}

// TariffState says whether a tariff is in force or being written.
// +kubebuilder:validation:Enum=Draft;Published
type TariffState string

// States of a tariff.
const (
	// TariffDraft can be changed and prices nothing.
	TariffDraft TariffState = "Draft"
	// TariffPublished can be neither changed nor deleted.
	TariffPublished TariffState = "Published"
)

// TariffSpec is a set of regulated prices (C-3.8).
// +kubebuilder:validation:XValidation:rule="oldSelf.state != 'Published' || self == oldSelf",message="a published tariff cannot change: publish another with a later validFrom (C-3.8)"
// +kubebuilder:validation:XValidation:rule="self.state != 'Published' || (self.prices.exists(p, p.meter == 'vcpu-hour') && self.prices.exists(p, p.meter == 'memory-gib-hour') && self.prices.exists(p, p.meter == 'disk-gib-hour'))",message="a published tariff prices every meter: vcpu-hour, memory-gib-hour, disk-gib-hour"
type TariffSpec struct {
	// state is Draft or Published.
	// +optional
	// +kubebuilder:default=Draft
	State TariffState `json:"state,omitempty"`
	// validFrom is the first day on which the prices hold, in Asia/Almaty. They
	// hold until the next published tariff begins.
	ValidFrom tenancy.Date `json:"validFrom"`
	// currency of the prices: KZT.
	// +optional
	// +kubebuilder:default=KZT
	// +kubebuilder:validation:Enum=KZT
	Currency string `json:"currency,omitempty"`
	// act is the legal act that sets these prices.
	Act Act `json:"act"`
	// prices by meter.
	// +listType=map
	// +listMapKey=meter
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=16
	Prices []Price `json:"prices"`
}

// TariffStatus tells whether the ledger has the tariff.
type TariffStatus struct {
	// conditions tell whether the ledger has taken the tariff over.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// Tariff is a set of prices regulated by the state. The ledger keeps its own
// copy of a published tariff, and that copy prevails.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=tariffs,scope=Cluster,categories=ikp
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=`.spec.state`
// +kubebuilder:printcolumn:name="From",type=string,JSONPath=`.spec.validFrom`
// +kubebuilder:printcolumn:name="Act",type=string,JSONPath=`.spec.act.title`
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=`.status.conditions[?(@.type=="Ready")].status`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type Tariff struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec TariffSpec `json:"spec"`
	// +optional
	// +kubebuilder:default={conditions: {{type: "Ready", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"}}}
	Status TariffStatus `json:"status,omitempty"`
}

// TariffList is a list of tariffs.
// +kubebuilder:object:root=true
type TariffList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Tariff `json:"items"`
}
