package v1alpha1

// Date is a calendar day in Kazakhstan (Asia/Almaty), written 2026-11-22.
// +kubebuilder:validation:Format=date
// +kubebuilder:validation:Pattern=`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`
// +kubebuilder:validation:MaxLength=10
type Date string
