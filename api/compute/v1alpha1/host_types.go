package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Resources is an amount of compute.
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.compute.v1alpha1
type Resources struct {
	// vcpu is the number of virtual processors.
	// +optional
	// +kubebuilder:validation:Minimum=0
	VCPU int64 `json:"vcpu,omitempty"`
	// memoryMiB is memory in MiB.
	// +optional
	// +kubebuilder:validation:Minimum=0
	MemoryMiB int64 `json:"memoryMiB,omitempty"`
	// diskGiB is disk space in GiB.
	// +optional
	// +kubebuilder:validation:Minimum=0
	DiskGiB int64 `json:"diskGiB,omitempty"`
}

// HostSpec describes a hypervisor host.
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.compute.v1alpha1
type HostSpec struct {
	// dataCentre is the DataCentre in which the host stands.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="a host cannot move to another data centre: delete it and register it there"
	DataCentre string `json:"dataCentre"`
	// segment is the contour whose machines this host may run (C-2.4).
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="a host cannot change its segment: delete it and register it again"
	Segment tenancy.Segment `json:"segment"`
	// zone is the failure domain within the data centre: a rack, a power feed.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	Zone string `json:"zone,omitempty"`
	// unschedulable keeps new machines away; those that run stay.
	// +optional
	Unschedulable bool `json:"unschedulable,omitempty"`
	// vcpuPercent is how many vCPUs are promised per 100 physical threads.
	// +optional
	// +kubebuilder:default=400
	// +kubebuilder:validation:Minimum=100
	// +kubebuilder:validation:Maximum=1600
	VCPUPercent int64 `json:"vcpuPercent,omitempty"`
	// reserved is kept for the host itself.
	// +optional
	Reserved Resources `json:"reserved,omitempty"`
}

// HostStatus is what the host's agent reports.
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.compute.v1alpha1
type HostStatus struct {
	// hypervisor names what runs the machines: QEMU 7.2.0 / libvirt 9.0.0, qemu.
	// +optional
	Hypervisor string `json:"hypervisor,omitempty"`
	// capacity is what the hardware has.
	// +optional
	Capacity Resources `json:"capacity,omitempty"`
	// allocatable is what machines can get: capacity times vcpuPercent less reserved.
	// +optional
	Allocatable Resources `json:"allocatable,omitempty"`
	// machines are the UIDs of the platform's machines that the hypervisor holds,
	// running or not. A UID listed here is never placed on another host.
	// +optional
	// +listType=set
	Machines []types.UID `json:"machines,omitempty"`
	// rollCall is written by placement, when it starts with machines of which it
	// has not seen that no host holds them. The agent answers with a new listing.
	// +optional
	RollCall string `json:"rollCall,omitempty"`
	// rollAnswer repeats the rollCall that the agent saw before it listed machines.
	// +optional
	RollAnswer string `json:"rollAnswer,omitempty"`
	// agentEndpoint is where the agent serves consoles and logs over mutual TLS:
	// 10.0.0.5:10260.
	// +optional
	AgentEndpoint string `json:"agentEndpoint,omitempty"`
	// foreignDomains is how many domains the hypervisor holds that are not the
	// platform's. They are never touched.
	// +optional
	ForeignDomains int32 `json:"foreignDomains,omitempty"`
	// conflicts are the machines that more than one domain claims to be, or one
	// under a wrong name. Nobody touches any of them until an operator of the host
	// has removed the wrong ones.
	// +optional
	// +listType=map
	// +listMapKey=machine
	Conflicts []DomainConflict `json:"conflicts,omitempty"`
	// conditions tell whether the host answers.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// DomainConflict is an identity that is not claimed by exactly its own domain.
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.compute.v1alpha1
type DomainConflict struct {
	// machine is the UID that is claimed.
	Machine types.UID `json:"machine"`
	// domains are the names of those that claim it.
	// +listType=set
	Domains []string `json:"domains"`
}

// Host is a hypervisor. Its agent, ikp-hypervisor, acts as user
// ikp:host:<name> and may write nothing of another host.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=hosts,scope=Cluster,shortName=hv,categories=ikp
// +kubebuilder:printcolumn:name="DC",type=string,JSONPath=`.spec.dataCentre`
// +kubebuilder:printcolumn:name="Segment",type=string,JSONPath=`.spec.segment`
// +kubebuilder:printcolumn:name="Zone",type=string,JSONPath=`.spec.zone`,priority=1
// +kubebuilder:printcolumn:name="vCPU",type=integer,JSONPath=`.status.allocatable.vcpu`
// +kubebuilder:printcolumn:name="Memory-MiB",type=integer,JSONPath=`.status.allocatable.memoryMiB`
// +kubebuilder:printcolumn:name="Disk-GiB",type=integer,JSONPath=`.status.allocatable.diskGiB`
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=`.status.conditions[?(@.type=="Ready")].status`
// +kubebuilder:printcolumn:name="Hypervisor",type=string,JSONPath=`.status.hypervisor`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
// +kubebuilder:validation:XValidation:rule="size(self.metadata.name) <= 40",message="a host's name has at most 40 characters: it becomes part of a namespace"
type Host struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec HostSpec `json:"spec"`
	// +optional
	// +kubebuilder:default={conditions: {{type: "Ready", status: "Unknown", reason: "Pending", message: "its agent has not reported yet", lastTransitionTime: "1970-01-01T00:00:00Z"}}}
	Status HostStatus `json:"status,omitempty"`
}

// HostList is a list of hosts.
// +kubebuilder:object:root=true
type HostList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Host `json:"items"`
}
