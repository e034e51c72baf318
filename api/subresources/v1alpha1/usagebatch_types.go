package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// UsageState is what a machine is metered as.
type UsageState string

// What a machine is metered as from a moment on.
const (
	// UsageRunning meters vCPU, memory and disk.
	UsageRunning UsageState = "Running"
	// UsageStopped meters disk alone.
	UsageStopped UsageState = "Stopped"
	// UsageGone ends the metering of a machine.
	UsageGone UsageState = "Gone"
)

// UsageTransition says that a machine is in a state from a moment on. The
// interval before it ends at the same moment: usage has neither gaps nor overlaps.
type UsageTransition struct {
	// sequence is the number of the record in the host's journal. Host and
	// sequence identify the record: a repeat changes nothing.
	Sequence int64 `json:"sequence"`
	// machine is the UID of the VirtualMachine.
	Machine types.UID `json:"machine"`
	// state from this moment on.
	State UsageState `json:"state"`
	// vcpu is the number of virtual processors.
	VCPU int64 `json:"vcpu"`
	// memoryMiB is memory in MiB.
	MemoryMiB int64 `json:"memoryMiB"`
	// diskGiB is the sum of all disks in GiB.
	DiskGiB int64 `json:"diskGiB"`
	// at is the moment of the change by the host's clock.
	At metav1.MicroTime `json:"at"`
}

// UsageBatch is what a host's agent reports to the ledger: create only. The
// answer acknowledges the records that are safely stored.
// +kubebuilder:object:root=true
type UsageBatch struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	// host is the reporting host; it must be the one the caller is.
	Host string `json:"host"`
	// journal identifies the host's journal. A host that lost its journal starts
	// another, whose sequence begins at 1 again.
	Journal types.UID `json:"journal"`
	// transitions in the order of their sequence.
	// +listType=atomic
	Transitions []UsageTransition `json:"transitions"`
	// oldest is the sequence of the oldest record that the journal still keeps;
	// older ones cannot be sent again. 0: it keeps them all.
	// +optional
	Oldest int64 `json:"oldest,omitempty"`
	// sentAt is the host's clock as the batch was sent: the ledger compares it with
	// its own.
	// +optional
	SentAt *metav1.MicroTime `json:"sentAt,omitempty"`
	// acknowledged is the highest sequence up to which everything is stored, as the
	// host was told; in the answer, as it is. When the answer is below the first
	// transition, the ledger lacks records before the batch: it was restored from a
	// backup, and wants them again.
	Acknowledged int64 `json:"acknowledged,omitempty"`
}

// UsageBatchList is a list of batches; the kind cannot be listed.
// +kubebuilder:object:root=true
type UsageBatchList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []UsageBatch `json:"items"`
}
