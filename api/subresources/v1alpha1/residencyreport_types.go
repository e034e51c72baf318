package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// ResidencyReport is the signed evidence of where the bytes of one system were in
// one month. Its namespace is the agency's, its name system and month: esf.2026-11.
// +kubebuilder:object:root=true
type ResidencyReport struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	// agency, system and month that it is about.
	Agency string `json:"agency"`
	System string `json:"system"`
	Month  string `json:"month"`
	// keyID names the key that has signed it.
	KeyID string `json:"keyID"`
	// envelope is the DSSE envelope with the report, as it was signed.
	Envelope []byte `json:"envelope"`
}

// ResidencyReportList is a list of reports; they are made one by one.
// +kubebuilder:object:root=true
type ResidencyReportList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []ResidencyReport `json:"items"`
}

// EvidenceKey is the public key by which reports are verified. Its name is
// residency.
// +kubebuilder:object:root=true
type EvidenceKey struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	// keyID names the key.
	KeyID string `json:"keyID"`
	// publicKey as PEM.
	PublicKey string `json:"publicKey"`
}

// EvidenceKeyList is a list of keys.
// +kubebuilder:object:root=true
type EvidenceKeyList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []EvidenceKey `json:"items"`
}
