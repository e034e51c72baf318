package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// VirtualMachineLogOptions are the query parameters of virtualmachines/log.
// +kubebuilder:object:root=true
type VirtualMachineLogOptions struct {
	metav1.TypeMeta `json:",inline"`

	// follow keeps the stream open.
	// +optional
	Follow bool `json:"follow,omitempty"`
	// tailLines is how many of the last lines to send; unset: everything kept.
	// +optional
	TailLines *int64 `json:"tailLines,omitempty"`
}

// VirtualMachineLog is the answer's type in discovery; the log itself is sent as
// plain text.
// +kubebuilder:object:root=true
type VirtualMachineLog struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
}
