package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// RunStrategy says when a machine runs.
// +kubebuilder:validation:Enum=Always;RerunOnFailure;Halted
type RunStrategy string

// When a machine runs.
const (
	// RunAlways keeps the machine running: it is started again whenever it stops.
	RunAlways RunStrategy = "Always"
	// RunRerunOnFailure starts the machine again after a crash, not after its
	// guest has shut down.
	RunRerunOnFailure RunStrategy = "RerunOnFailure"
	// RunHalted keeps the machine stopped. Its disks and its quota stay.
	RunHalted RunStrategy = "Halted"
)

// DataDisk is a disk besides the root disk.
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.compute.v1alpha1
type DataDisk struct {
	// name tells the disks of a machine apart.
	// +kubebuilder:validation:Pattern=`^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$`
	// +kubebuilder:validation:MaxLength=20
	Name string `json:"name"`
	// sizeGiB is the size in GiB. A disk can grow, never shrink.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65536
	SizeGiB int64 `json:"sizeGiB"`
}

// UserDataReference names a Secret of the machine's namespace.
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.compute.v1alpha1
type UserDataReference struct {
	// secretName is a Secret whose key user-data is handed to cloud-init.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	SecretName string `json:"secretName"`
}

// AntiAffinityScope is what two machines of an anti-affinity group never share.
// +kubebuilder:validation:Enum=Host;Zone;DataCentre
type AntiAffinityScope string

// Scopes of anti-affinity.
const (
	// ScopeHost keeps machines on different hosts.
	ScopeHost AntiAffinityScope = "Host"
	// ScopeZone keeps machines in different zones: the failure of one reaches one
	// machine of the group.
	ScopeZone AntiAffinityScope = "Zone"
	// ScopeDataCentre keeps machines in different data centres.
	ScopeDataCentre AntiAffinityScope = "DataCentre"
)

// VirtualMachineSpec is what is asked of a machine.
// +kubebuilder:validation:XValidation:rule="self.image == oldSelf.image",message="the image of a machine cannot change: create another machine"
// +kubebuilder:validation:XValidation:rule="self.rootDiskGiB >= oldSelf.rootDiskGiB",message="a disk can grow, never shrink"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.dataDisks) || oldSelf.dataDisks.all(o, has(self.dataDisks) && self.dataDisks.exists(n, n.name == o.name && n.sizeGiB >= o.sizeGiB))",message="a data disk can neither be taken away nor shrink"
// +kubebuilder:validation:XValidation:rule="self.machineType == oldSelf.machineType || self.runStrategy == 'Halted'",message="the machine type can be changed only while runStrategy is Halted"
// +kubebuilder:validation:XValidation:rule="self.runStrategy == 'Halted' || (self.rootDiskGiB == oldSelf.rootDiskGiB && has(self.dataDisks) == has(oldSelf.dataDisks) && (!has(self.dataDisks) || self.dataDisks.all(n, oldSelf.dataDisks.exists(o, o.name == n.name && o.sizeGiB == n.sizeGiB))))",message="disks can be added or grown only while runStrategy is Halted: they take effect at the next start"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.host) || (has(self.dataCentre) == has(oldSelf.dataCentre) && (!has(self.dataCentre) || self.dataCentre == oldSelf.dataCentre))",message="the data centre cannot change once the machine is placed: create another machine"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.host) || (has(self.antiAffinity) == has(oldSelf.antiAffinity) && (!has(self.antiAffinity) || self.antiAffinity == oldSelf.antiAffinity))",message="the anti-affinity group cannot change once the machine is placed: create another machine"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.host) || (has(self.antiAffinityScope) == has(oldSelf.antiAffinityScope) && (!has(self.antiAffinityScope) || self.antiAffinityScope == oldSelf.antiAffinityScope))",message="the anti-affinity scope cannot change once the machine is placed: create another machine"
// +kubebuilder:validation:XValidation:rule="!has(self.antiAffinityScope) || (has(self.antiAffinity) && size(self.antiAffinity) > 0)",message="antiAffinityScope says how far a group keeps apart: name the group in antiAffinity"
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.compute.v1alpha1
type VirtualMachineSpec struct {
	// machineType is the size of the machine: the name of a MachineType.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	MachineType string `json:"machineType"`
	// image is what the root disk starts from: the name of an Image.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Image string `json:"image"`
	// rootDiskGiB is the size of the root disk in GiB.
	// +optional
	// +kubebuilder:default=1
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65536
	RootDiskGiB int64 `json:"rootDiskGiB,omitempty"`
	// dataDisks are further, empty disks.
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=16
	DataDisks []DataDisk `json:"dataDisks,omitempty"`
	// runStrategy says when the machine runs: Always, RerunOnFailure or Halted.
	// +optional
	// +kubebuilder:default=Always
	RunStrategy RunStrategy `json:"runStrategy,omitempty"`
	// restartedAt asks for one restart: the machine is restarted when this time
	// is later than its last start.
	// +optional
	RestartedAt *metav1.Time `json:"restartedAt,omitempty"`
	// userData is cloud-init's user data, kept in a Secret.
	// +optional
	UserData *UserDataReference `json:"userData,omitempty"`
	// dataCentre limits placement to one data centre. Empty: any that is allowed.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	DataCentre string `json:"dataCentre,omitempty"`
	// antiAffinity names a group within the namespace: two machines of one group
	// never share a host, or what antiAffinityScope says.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	AntiAffinity string `json:"antiAffinity,omitempty"`
	// antiAffinityScope is what two machines of the group never share: a Host, a
	// Zone of a data centre, or a DataCentre. Empty: a Host. Machines that name
	// another scope are another group.
	// +optional
	AntiAffinityScope AntiAffinityScope `json:"antiAffinityScope,omitempty"`
	// host is the binding: the Host that runs the machine. Written once, by
	// placement alone.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:validation:XValidation:rule="oldSelf == '' || self == oldSelf",message="the binding to a host is written once"
	Host string `json:"host,omitempty"`
}

// PowerState is the last known state of a machine's domain.
// +kubebuilder:validation:Enum=Running;Stopped;Paused;Crashed;Absent;Unknown
type PowerState string

// Power states of a machine.
const (
	PowerRunning PowerState = "Running"
	PowerStopped PowerState = "Stopped"
	PowerPaused  PowerState = "Paused"
	PowerCrashed PowerState = "Crashed"
	// PowerAbsent says that the hypervisor answered and holds no such domain.
	PowerAbsent PowerState = "Absent"
	// PowerUnknown says that the hypervisor did not answer.
	PowerUnknown PowerState = "Unknown"
)

// VirtualMachineStatus is what is known of a machine.
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.compute.v1alpha1
type VirtualMachineStatus struct {
	// powerState is the last known state of the machine.
	// +optional
	PowerState PowerState `json:"powerState,omitempty"`
	// startedAt is when the domain was last started.
	// +optional
	StartedAt *metav1.Time `json:"startedAt,omitempty"`
	// resources is what the ledger has reserved for the machine.
	// +optional
	Resources *Resources `json:"resources,omitempty"`
	// addresses are the guest's IP addresses, if known.
	// +optional
	// +listType=set
	Addresses []string `json:"addresses,omitempty"`
	// conditions tell how far the machine is.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// VirtualMachine is a machine of one environment. It runs once quota and budget
// are reserved, its place agrees with the residency rules, and a host has taken
// it; it is Ready when its guest says so.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=virtualmachines,scope=Namespaced,shortName=vm,categories=ikp
// +kubebuilder:selectablefield:JSONPath=`.spec.host`
// +kubebuilder:printcolumn:name="Type",type=string,JSONPath=`.spec.machineType`
// +kubebuilder:printcolumn:name="Image",type=string,JSONPath=`.spec.image`
// +kubebuilder:printcolumn:name="Run",type=string,JSONPath=`.spec.runStrategy`
// +kubebuilder:printcolumn:name="Power",type=string,JSONPath=`.status.powerState`
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=`.status.conditions[?(@.type=="Ready")].status`
// +kubebuilder:printcolumn:name="Reason",type=string,JSONPath=`.status.conditions[?(@.type=="Ready")].reason`
// +kubebuilder:printcolumn:name="Host",type=string,JSONPath=`.spec.host`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
// +kubebuilder:validation:XValidation:rule="self.metadata.name.matches('^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$')",message="a machine's name becomes its guest's host name: at most 63 letters, digits and hyphens, no dots"
type VirtualMachine struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec VirtualMachineSpec `json:"spec"`
	// +optional
	// +kubebuilder:default={powerState: "Unknown", conditions: {{type: "Ready", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "SecurityCleared", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "ResidencyCompliant", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "QuotaReserved", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "Placed", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "Provisioned", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "GuestReady", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"}}}
	Status VirtualMachineStatus `json:"status,omitempty"`
}

// VirtualMachineList is a list of virtual machines.
// +kubebuilder:object:root=true
type VirtualMachineList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []VirtualMachine `json:"items"`
}
