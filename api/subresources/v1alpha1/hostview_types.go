package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// HostView is a Host as its own agent may read it: name, UID, resource version,
// spec and status are the host's own. An agent sees its own host and no other.
// +kubebuilder:object:root=true
type HostView struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	// spec is what the data centre says of the host.
	Spec compute.HostSpec `json:"spec"`
	// status is what the agent reported.
	// +optional
	Status compute.HostStatus `json:"status,omitempty"`
}

// Host is the host itself, which shares its memory with v.
func (v *HostView) Host() *compute.Host {
	return &compute.Host{ObjectMeta: v.ObjectMeta, Spec: v.Spec, Status: v.Status}
}

// HostViewOf shows a host to its agent; the two share their memory.
func HostViewOf(h *compute.Host) *HostView {
	return &HostView{ObjectMeta: h.ObjectMeta, Spec: h.Spec, Status: h.Status}
}

// HostViewList holds an agent's own host.
// +kubebuilder:object:root=true
type HostViewList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []HostView `json:"items"`
}
