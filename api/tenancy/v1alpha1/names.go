package v1alpha1

import (
	"crypto/sha256"
	"encoding/hex"
)

// Names is how a body, a system or a site is called in the state's two
// languages and in English. A language nobody has supplied stays empty.
type Names struct {
	// kk is the name in Kazakh.
	// +optional
	// +kubebuilder:validation:MaxLength=512
	KK string `json:"kk,omitempty"`
	// ru is the name in Russian.
	// +optional
	// +kubebuilder:validation:MaxLength=512
	RU string `json:"ru,omitempty"`
	// en is the name in English.
	// +optional
	// +kubebuilder:validation:MaxLength=512
	EN string `json:"en,omitempty"`
}

// Labels and annotations of every ikp object.
const (
	// LabelAgency names the agency an object belongs to.
	LabelAgency = "ikp.gov.kz/agency"
	// LabelSystem names the information system an object belongs to.
	LabelSystem = "ikp.gov.kz/system"
	// LabelEnvironment names the Environment an object belongs to.
	LabelEnvironment = "ikp.gov.kz/environment"
	// LabelEnvironmentType repeats the environment's type: dev … production.
	LabelEnvironmentType = "ikp.gov.kz/environment-type"
	// AnnotationRequestedBy is the user who created an object. Admission stamps
	// it from the request; nobody can set or change it.
	AnnotationRequestedBy = "ikp.gov.kz/requested-by"
	// UnassignedAgency owns the systems whose owner no source gives.
	UnassignedAgency = "unassigned"
)

// AgencyNamespace is the namespace that holds the objects of an agency.
func AgencyNamespace(agency string) string { return shorten("agency-" + agency) }

// WorkloadNamespace is the namespace in which an Environment of an agency runs.
// An environment's name is unique within its agency.
func WorkloadNamespace(agency, environment string) string {
	return shorten("env-" + agency + "-" + environment)
}

// shorten keeps a name within the 63 characters of a namespace and distinct: a
// name that is too long ends in ten digits of its own hash.
func shorten(name string) string {
	const longest, digits = 63, 10
	if len(name) <= longest {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	return name[:longest-digits-1] + "-" + hex.EncodeToString(sum[:])[:digits]
}
