package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Criterion is one demand that a migrated system must meet to be accepted.
type Criterion struct {
	// name of the criterion: rows-equal.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Name string `json:"name"`
	// text says what is demanded.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=1024
	Text string `json:"text"`
}

// CutoverWindow is when a system goes over.
// +kubebuilder:validation:XValidation:rule="self.from < self.to",message="to is not after from"
type CutoverWindow struct {
	// from is when the window opens.
	From metav1.Time `json:"from"`
	// to is when it closes.
	To metav1.Time `json:"to"`
	// maxOutageMinutes is how long the system may stand still.
	// +optional
	// +kubebuilder:default=60
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=100000
	MaxOutageMinutes int32 `json:"maxOutageMinutes,omitempty"`
}

// Aside says why a migration stands aside.
type Aside struct {
	// reason for people.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=1024
	Reason string `json:"reason"`
	// until is the day on which it is looked at again. Empty: when the reason is
	// taken away.
	// +optional
	Until tenancy.Date `json:"until,omitempty"`
}

// SystemMigrationSpec is what is wanted of the move of one system.
type SystemMigrationSpec struct {
	// system of the same agency that moves.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	System string `json:"system"`
	// programme by whose rules it moves.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Programme string `json:"programme"`
	// stage of the Concept to which the move belongs, 1 to 7 (C-3). Unset while
	// nobody has said.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=7
	Stage *int32 `json:"stage,omitempty"`
	// sourceSite is where the system runs now.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	SourceSite string `json:"sourceSite,omitempty"`
	// environment of the agency into which it moves.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	Environment string `json:"environment,omitempty"`
	// payer of the move (measure 8): who created the system, as a rule.
	// +optional
	// +kubebuilder:validation:MaxLength=512
	Payer string `json:"payer,omitempty"`
	// dataGiB is how much data moves, in GiB. Unset while unknown.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=100000000
	DataGiB *int64 `json:"dataGiB,omitempty"`
	// supplier who maintains the system and works on its move. Empty while unknown,
	// and for a system that the agency maintains itself.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	Supplier string `json:"supplier,omitempty"`
	// needs is what the system takes of the platform. Unset while unknown.
	// +optional
	Needs *Needs `json:"needs,omitempty"`
	// cost of the move to the agency's budget, in tenge. Unset while unknown.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=1000000000000
	Cost *int64 `json:"cost,omitempty"`
	// criteria of acceptance (C-6.1).
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=64
	Criteria []Criterion `json:"criteria,omitempty"`
	// window of the cut-over.
	// +optional
	Window *CutoverWindow `json:"window,omitempty"`
	// goal is the state to advance to. The migration passes one gate after the
	// other until it is there, and waits at each that is shut.
	// +optional
	// +kubebuilder:default=Replicating
	// +kubebuilder:validation:XValidation:rule="self in ['Registered','Audited','Categorised','Prioritised','Preparing','Replicating','Testing','Accepted','CutoverScheduled','CuttingOver','Published','Hypercare','SourceDisabled','Decommissioning','Closed','RolledBack']",message="a goal is a state on the way, or RolledBack"
	Goal State `json:"goal,omitempty"`
	// paused stops the migration where it is.
	// +optional
	Paused *Aside `json:"paused,omitempty"`
	// deferred puts the migration off.
	// +optional
	Deferred *Aside `json:"deferred,omitempty"`
}

// Obstacle is a reason why a gate is shut.
type Obstacle struct {
	// gate that is shut: the state that cannot be entered.
	Gate State `json:"gate"`
	// code of the obstacle, stable: MeasureOpen.
	Code string `json:"code"`
	// rule that demands it.
	// +optional
	Rule string `json:"rule,omitempty"`
	// party that owes the next step.
	// +optional
	Party string `json:"party,omitempty"`
	// since when it stands in the way.
	Since metav1.Time `json:"since"`
	// message says what, why and the way out.
	Message string `json:"message"`
}

// TransitionRecord is one step that was made. Each is recorded once.
type TransitionRecord struct {
	// number of the step, from 1.
	Number int32 `json:"number"`
	// from is the state that was left. Empty: the migration is new.
	// +optional
	From State `json:"from,omitempty"`
	// to is the state that was entered.
	To State `json:"to"`
	// at is when.
	At metav1.Time `json:"at"`
	// edition of the rules by which the gate was judged.
	Edition string `json:"edition"`
	// note says what opened the gate.
	// +optional
	Note string `json:"note,omitempty"`
}

// MeasureProgress is how far one of the fourteen measures is (C-4).
type MeasureProgress struct {
	// number of the measure.
	Number int32 `json:"number"`
	// closed says that every responsible party has answered.
	Closed bool `json:"closed"`
	// waitingFor are the parties that have not.
	// +optional
	// +listType=atomic
	WaitingFor []string `json:"waitingFor,omitempty"`
}

// ContentPart is the part of a migration that a matter is about: an approval
// counts until that part changes.
// +kubebuilder:validation:Enum=Identity;Audit;Preparation;Trial;Result
type ContentPart string

// Parts of a migration.
const (
	// PartIdentity is which system moves: measure 1 and consent.
	PartIdentity ContentPart = "Identity"
	// PartAudit is what its SystemAssessment says: measures 2 to 4.
	PartAudit ContentPart = "Audit"
	// PartPreparation is from where, whereto and at whose cost: measures 5 to 12.
	PartPreparation ContentPart = "Preparation"
	// PartTrial is what was demanded, and what the last rehearsal has shown: measure
	// 13 and acceptance.
	PartTrial ContentPart = "Trial"
	// PartResult is what went over and when: measure 14 and the acts of the old
	// site's end.
	PartResult ContentPart = "Result"
)

// Content is the hash of a part.
type Content struct {
	// part of the migration.
	Part ContentPart `json:"part"`
	// hash of it, SHA-256 in hexadecimal.
	Hash string `json:"hash"`
}

// SystemMigrationStatus is how far the move of a system is.
type SystemMigrationStatus struct {
	// state of the migration.
	// +optional
	State State `json:"state,omitempty"`
	// since when it is in that state.
	// +optional
	Since *metav1.Time `json:"since,omitempty"`
	// resume is the state to which Paused, Deferred and Failed lead back.
	// +optional
	Resume State `json:"resume,omitempty"`
	// contents are the hashes that approvals of this migration bind to, by the part
	// that the matter is about.
	// +optional
	// +listType=map
	// +listMapKey=part
	Contents []Content `json:"contents,omitempty"`
	// obstacles that shut the next gate.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=64
	Obstacles []Obstacle `json:"obstacles,omitempty"`
	// measures and who owes them.
	// +optional
	// +listType=map
	// +listMapKey=number
	Measures []MeasureProgress `json:"measures,omitempty"`
	// archived is how many of the first steps lie in MigrationRecords and are no
	// longer in the history.
	// +optional
	Archived int32 `json:"archived,omitempty"`
	// archive is the hash of the last MigrationRecord, which hashes all before it.
	// +optional
	Archive string `json:"archive,omitempty"`
	// history of the steps that are not archived, oldest first.
	// +optional
	// +listType=map
	// +listMapKey=number
	// +kubebuilder:validation:MaxItems=1000
	History []TransitionRecord `json:"history,omitempty"`
	// conditions tell whether the migration advances.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// SystemMigration is the move of one system to the platform. It passes the gates
// of the programme one after the other; each says what shuts it, by which rule,
// who owes the next step and since when.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=systemmigrations,scope=Namespaced,shortName=smig,categories=ikp
// +kubebuilder:printcolumn:name="System",type=string,JSONPath=`.spec.system`
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=`.status.state`
// +kubebuilder:printcolumn:name="Goal",type=string,JSONPath=`.spec.goal`
// +kubebuilder:printcolumn:name="Waits-For",type=string,JSONPath=`.status.obstacles[0].party`
// +kubebuilder:printcolumn:name="Rule",type=string,JSONPath=`.status.obstacles[0].rule`
// +kubebuilder:printcolumn:name="Since",type=date,JSONPath=`.status.since`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
// +kubebuilder:validation:XValidation:rule="self.spec.system == oldSelf.spec.system",message="the system of a migration cannot change: create another migration"
type SystemMigration struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec SystemMigrationSpec `json:"spec"`
	// +optional
	Status SystemMigrationStatus `json:"status,omitempty"`
}

// SystemMigrationList is a list of migrations.
// +kubebuilder:object:root=true
type SystemMigrationList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []SystemMigration `json:"items"`
}
