package v1alpha1

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
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
	// AnnotationRegisterID is the id that the state's register has given a system.
	AnnotationRegisterID = "ikp.gov.kz/register-id"
	// AnnotationReconciled says from which list, source and day a passport's fields
	// were last taken when lists disagreed.
	AnnotationReconciled = "ikp.gov.kz/reconciled"
	// UnassignedAgency owns the systems whose owner no source gives.
	UnassignedAgency = "unassigned"
)

// AgencyNamespace is the namespace that holds the objects of an agency.
func AgencyNamespace(agency string) string { return shorten("agency-" + agency) }

// WorkloadNamespace is the namespace in which an Environment of an agency runs.
// No two environments share one, whatever they are called: nobody can take
// another's by a clever name, or learn by a refusal that it exists. An agency whose
// name has hyphens is set apart by two, which the name of an environment cannot
// contain.
func WorkloadNamespace(agency, environment string) string {
	between := "-"
	if strings.Contains(agency, "-") {
		between = "--"
	}
	return shorten("env-" + agency + between + environment)
}

// shorten keeps a name within the 63 characters of a namespace and distinct: a
// name that is too long ends in three hyphens, which no other has there, and ten
// digits of its own hash.
func shorten(name string) string {
	const longest, digits, mark = 63, 10, "---"
	if len(name) <= longest {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	return name[:longest-digits-len(mark)] + mark + hex.EncodeToString(sum[:])[:digits]
}
