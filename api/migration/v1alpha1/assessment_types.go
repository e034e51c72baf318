package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Disposition is what becomes of a system (measure 2).
// +kubebuilder:validation:Enum=Move;Rewrite;Replace;WriteOff;Stay
type Disposition string

// Dispositions of a system.
const (
	DispositionMove     Disposition = "Move"
	DispositionRewrite  Disposition = "Rewrite"
	DispositionReplace  Disposition = "Replace"
	DispositionWriteOff Disposition = "WriteOff"
	DispositionStay     Disposition = "Stay"
)

// QuestionAnswer is an answer to one question of the questionnaire.
type QuestionAnswer struct {
	// question is its id.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Question string `json:"question"`
	// answer is the id of the chosen answer.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Answer string `json:"answer"`
	// note explains the answer.
	// +optional
	// +kubebuilder:validation:MaxLength=1024
	Note string `json:"note,omitempty"`
}

// RiskLevel says how grave a risk is.
// +kubebuilder:validation:Enum=Low;Medium;High
type RiskLevel string

// Levels of a risk.
const (
	RiskLow    RiskLevel = "Low"
	RiskMedium RiskLevel = "Medium"
	RiskHigh   RiskLevel = "High"
)

// Risk of a migration, with what is done about it.
type Risk struct {
	// text of the risk.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=1024
	Text string `json:"text"`
	// level of the risk.
	Level RiskLevel `json:"level"`
	// question whose answer holds the risk. Empty for a risk that no question asks
	// about.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	Question string `json:"question,omitempty"`
	// mitigation says what is done about it. A high risk needs one.
	// +optional
	// +kubebuilder:validation:MaxLength=1024
	Mitigation string `json:"mitigation,omitempty"`
}

// SystemAssessmentSpec is the audit of a system (measure 2).
type SystemAssessmentSpec struct {
	// system of the same agency.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	System string `json:"system"`
	// answers to the questionnaire.
	// +optional
	// +listType=map
	// +listMapKey=question
	// +kubebuilder:validation:MaxItems=256
	Answers []QuestionAnswer `json:"answers,omitempty"`
	// risks of the move.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=64
	Risks []Risk `json:"risks,omitempty"`
	// functions of the state that the system carries, in words.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=64
	// +kubebuilder:validation:items:MaxLength=512
	Functions []string `json:"functions,omitempty"`
	// disposition is what becomes of the system. Empty while nobody has decided.
	// +optional
	Disposition Disposition `json:"disposition,omitempty"`
}

// AnswerRisk is a grave risk that an answer holds.
type AnswerRisk struct {
	// question and its answer, by id.
	Question string `json:"question"`
	Answer   string `json:"answer"`
	// level of the risk.
	Level RiskLevel `json:"level"`
	// mitigation that spec.risks names for the question; empty: nothing is done
	// about it.
	// +optional
	Mitigation string `json:"mitigation,omitempty"`
}

// DuplicateCandidate is another system that seems to carry the same function.
type DuplicateCandidate struct {
	// system that is alike.
	System tenancy.SystemReference `json:"system"`
	// permille is how alike, 0 to 1000.
	Permille int32 `json:"permille"`
	// likely says that several distinct words are alike; the others are merely
	// possible.
	// +optional
	Likely bool `json:"likely,omitempty"`
	// because says which words or functions are alike.
	Because string `json:"because"`
}

// SystemAssessmentStatus is what follows from the answers.
type SystemAssessmentStatus struct {
	// readiness of the system to move, 0 to 100.
	// +optional
	Readiness *int32 `json:"readiness,omitempty"`
	// unanswered questions.
	// +optional
	// +listType=atomic
	Unanswered []string `json:"unanswered,omitempty"`
	// foreign are answers that the questionnaire does not have, as question=answer:
	// they count as open.
	// +optional
	// +listType=atomic
	Foreign []string `json:"foreign,omitempty"`
	// suggested is the disposition that the answers speak for.
	// +optional
	Suggested Disposition `json:"suggested,omitempty"`
	// because names the questions whose answers speak for it.
	// +optional
	// +listType=atomic
	Because []string `json:"because,omitempty"`
	// risks that the answers hold.
	// +optional
	// +listType=map
	// +listMapKey=question
	Risks []AnswerRisk `json:"risks,omitempty"`
	// contentHash is what an Approval of this assessment binds to: the SHA-256 of
	// its spec, in hexadecimal.
	// +optional
	ContentHash string `json:"contentHash,omitempty"`
	// duplicates are systems of other agencies that seem to carry the same function.
	// +optional
	// +listType=atomic
	Duplicates []DuplicateCandidate `json:"duplicates,omitempty"`
	// conditions tell whether the assessment is complete.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// SystemAssessment is the audit of a system before it moves: answers to a
// questionnaire, risks, functions, and what becomes of it.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=systemassessments,scope=Namespaced,shortName=assessment,categories=ikp
// +kubebuilder:printcolumn:name="System",type=string,JSONPath=`.spec.system`
// +kubebuilder:printcolumn:name="Readiness",type=integer,JSONPath=`.status.readiness`
// +kubebuilder:printcolumn:name="Suggested",type=string,JSONPath=`.status.suggested`
// +kubebuilder:printcolumn:name="Disposition",type=string,JSONPath=`.spec.disposition`
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=`.status.conditions[?(@.type=="Ready")].status`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type SystemAssessment struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec SystemAssessmentSpec `json:"spec"`
	// +optional
	Status SystemAssessmentStatus `json:"status,omitempty"`
}

// SystemAssessmentList is a list of assessments.
// +kubebuilder:object:root=true
type SystemAssessmentList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []SystemAssessment `json:"items"`
}
