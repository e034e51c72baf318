package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Category is one of the five categories of systems (C-5, measure 3).
// +kubebuilder:validation:Enum=TypicalService;HighPriority;Priority;NonPriority;NotMoved
type Category string

// Categories of information systems (C-5).
const (
	CategoryTypicalService Category = "TypicalService"
	CategoryHighPriority   Category = "HighPriority"
	CategoryPriority       Category = "Priority"
	CategoryNonPriority    Category = "NonPriority"
	CategoryNotMoved       Category = "NotMoved"
)

// SystemClass is the class of an informatization object by the classifier of
// the law on informatization; the first class demands the most.
// +kubebuilder:validation:Enum=First;Second;Third
type SystemClass string

// Classes of information systems.
const (
	ClassFirst  SystemClass = "First"
	ClassSecond SystemClass = "Second"
	ClassThird  SystemClass = "Third"
)

// Segment is one of the two separate contours of the platform (C-2.4).
// +kubebuilder:validation:Enum=G2G;G2CB
type Segment string

// Segments of the platform (C-2.4).
const (
	// SegmentG2G is the internal contour, between state bodies.
	SegmentG2G Segment = "G2G"
	// SegmentG2CB is the external contour, towards citizens and business.
	SegmentG2CB Segment = "G2CB"
)

// PersonalData says whether a system holds personal data. Unknown is treated as
// Yes wherever data may lie (KZ-PD-12).
// +kubebuilder:validation:Enum="Yes";"No";Unknown
type PersonalData string

// Answers to whether a system holds personal data.
const (
	PersonalDataYes     PersonalData = "Yes"
	PersonalDataNo      PersonalData = "No"
	PersonalDataUnknown PersonalData = "Unknown"
)

// Target is where a system is planned to run.
// +kubebuilder:validation:Enum=Platform;Other
type Target string

// Targets of information systems.
const (
	// TargetPlatform is this platform.
	TargetPlatform Target = "Platform"
	// TargetOther is anywhere else.
	TargetOther Target = "Other"
)

// SystemReference names another information system.
type SystemReference struct {
	// agency owns the system that is referred to.
	// +kubebuilder:validation:MaxLength=40
	Agency string `json:"agency"`
	// name is the system's name within that agency.
	// +kubebuilder:validation:MaxLength=63
	Name string `json:"name"`
}

// InformationSystemSpec is the passport of a system. Its owner is the agency
// whose namespace it lies in.
type InformationSystemSpec struct {
	// names is how the system is called in Kazakh, Russian and English.
	Names Names `json:"names"`
	// purpose is what the system is for, in a sentence.
	// +optional
	// +kubebuilder:validation:MaxLength=4096
	Purpose string `json:"purpose,omitempty"`
	// category is the system's category of migration (C-5). Empty while unknown.
	// +optional
	Category Category `json:"category,omitempty"`
	// class is the system's class by the classifier. Empty while unknown.
	// +optional
	Class SystemClass `json:"class,omitempty"`
	// segment is the contour the system belongs to: G2G or G2CB (C-2.4). Empty
	// while unknown.
	// +optional
	Segment Segment `json:"segment,omitempty"`
	// personalData says whether the system holds personal data of citizens.
	// Unknown is treated like Yes until somebody answers, and changing the answer to
	// No needs an approval of the matter personal-data-no (KZ-PD-12).
	// +optional
	// +kubebuilder:default=Unknown
	PersonalData PersonalData `json:"personalData,omitempty"`
	// personalDataNote says which personal data, in the words of the source.
	// +optional
	// +kubebuilder:validation:MaxLength=4096
	PersonalDataNote string `json:"personalDataNote,omitempty"`
	// target is where the system is planned to run: on the platform or elsewhere.
	// Empty while nobody has said. While the moratorium is enforced a new system
	// elsewhere needs a decision of the Commission under the President (KZ-PLT-MOR).
	// +optional
	Target Target `json:"target,omitempty"`
	// operatingSince is the first day on which the system ran, wherever that was.
	// Empty: it does not run yet, or nobody has said. A system that ran before the
	// moratorium began is not new (KZ-PLT-MOR).
	// +optional
	OperatingSince Date `json:"operatingSince,omitempty"`
	// commissionDecision is the decision of the Commission under the President that
	// allows the system off the platform: its number and date (KZ-PLT-MOR).
	// +optional
	// +kubebuilder:validation:MaxLength=512
	CommissionDecision string `json:"commissionDecision,omitempty"`
	// dependencies are the systems without which this one does not work.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=64
	Dependencies []SystemReference `json:"dependencies,omitempty"`
	// source is the public document this record was taken from.
	// +optional
	// +kubebuilder:validation:MaxLength=2048
	Source string `json:"source,omitempty"`
}

// InformationSystemStatus is what the platform knows about a system.
type InformationSystemStatus struct {
	// gaps lists the passport's fields that nobody has filled: owner, category,
	// class, segment, personalData.
	// +optional
	// +listType=set
	Gaps []string `json:"gaps,omitempty"`
	// conditions tell whether the passport is complete.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// InformationSystem is an informatization object of an agency with its passport:
// who owns it, how important it is, which contour it belongs to, whether it
// holds personal data and what it depends on.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=informationsystems,scope=Namespaced,shortName=is;isys,categories=ikp
// +kubebuilder:printcolumn:name="Category",type=string,JSONPath=`.spec.category`
// +kubebuilder:printcolumn:name="Class",type=string,JSONPath=`.spec.class`
// +kubebuilder:printcolumn:name="Segment",type=string,JSONPath=`.spec.segment`
// +kubebuilder:printcolumn:name="PersonalData",type=string,JSONPath=`.spec.personalData`
// +kubebuilder:printcolumn:name="Passport",type=string,JSONPath=`.status.conditions[?(@.type=="PassportComplete")].status`
// +kubebuilder:printcolumn:name="Gaps",type=string,JSONPath=`.status.gaps`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
// +kubebuilder:printcolumn:name="Name",type=string,JSONPath=`.spec.names.ru`,priority=1
type InformationSystem struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec InformationSystemSpec `json:"spec"`
	// +optional
	// +kubebuilder:default={conditions: {{type: "Ready", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "PassportComplete", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"}}}
	Status InformationSystemStatus `json:"status,omitempty"`
}

// InformationSystemList is a list of information systems.
// +kubebuilder:object:root=true
type InformationSystemList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []InformationSystem `json:"items"`
}
