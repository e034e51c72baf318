package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// ResidencyFinding is bytes that the continuous audit found where they may not
// be. Its namespace is the agency's whose they are; of bytes that belong to nobody
// it is ikp-system.
// +kubebuilder:object:root=true
type ResidencyFinding struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	// agency and system whose bytes they are; empty: nobody knows.
	// +optional
	Agency string `json:"agency,omitempty"`
	// +optional
	System string `json:"system,omitempty"`
	// source that holds them: host/h1, store/registry-1, flow/partner.
	Source string `json:"source"`
	// lotKind is what the bytes are kept as: Disk, Backup, Flow.
	LotKind string `json:"lotKind"`
	// resource is their name at the source.
	Resource string `json:"resource"`
	// machine is the UID of the machine whose bytes they are.
	// +optional
	Machine types.UID `json:"machine,omitempty"`
	// dataCentre where they are, or out/ and the country they go to.
	// +optional
	DataCentre string `json:"dataCentre,omitempty"`
	// rule that is broken, and the edition in which.
	Rule    string `json:"rule"`
	Edition string `json:"edition"`
	// message says what, why and the way out.
	Message string `json:"message"`
	// answer to it: report, or quarantine: the machine is off the network.
	Answer string `json:"answer"`
	// since when it is known.
	Since metav1.MicroTime `json:"since"`
	// until when it was so; empty: it stands.
	// +optional
	Until *metav1.MicroTime `json:"until,omitempty"`
}

// ResidencyFindingList is a list of findings.
// +kubebuilder:object:root=true
type ResidencyFindingList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []ResidencyFinding `json:"items"`
}
