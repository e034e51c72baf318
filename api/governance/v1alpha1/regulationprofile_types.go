package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Enforcement says what follows when a rule is broken.
// +kubebuilder:validation:Enum=Deny;Warn;Off
type Enforcement string

// Ways in which a rule is enforced.
const (
	// EnforcementDeny refuses what breaks the rule.
	EnforcementDeny Enforcement = "Deny"
	// EnforcementWarn lets it pass and says so.
	EnforcementWarn Enforcement = "Warn"
	// EnforcementOff does not check the rule.
	EnforcementOff Enforcement = "Off"
)

// Severity says how grave a breach of a rule is.
// +kubebuilder:validation:Enum=Low;Medium;High;Critical
type Severity string

// Severities of a breach.
const (
	SeverityLow      Severity = "Low"
	SeverityMedium   Severity = "Medium"
	SeverityHigh     Severity = "High"
	SeverityCritical Severity = "Critical"
)

// Moment is when a rule is checked.
// +kubebuilder:validation:Enum=Admission;Placement;Gate;Continuous;Invoice
type Moment string

// Moments at which rules are checked.
const (
	// MomentAdmission is when an object is created or changed.
	MomentAdmission Moment = "Admission"
	// MomentPlacement is when bytes are given a place: a host, a copy, a backup.
	MomentPlacement Moment = "Placement"
	// MomentGate is when a migration passes from one state to the next.
	MomentGate Moment = "Gate"
	// MomentContinuous is the audit of what is.
	MomentContinuous Moment = "Continuous"
	// MomentInvoice is when a statement is made.
	MomentInvoice Moment = "Invoice"
)

// Verification says how sure it is that a rule repeats its source.
// +kubebuilder:validation:Enum=Page;PagePrior;PageTitle;Secondary;Seed;Recall
type Verification string

// How a rule's source was seen. Rules whose clause nobody has read are Off until
// an administrator answers for them.
const (
	// VerificationPage is a clause that was read in the edition in force.
	VerificationPage Verification = "Page"
	// VerificationPagePrior is a clause that was read in an earlier edition.
	VerificationPagePrior Verification = "PagePrior"
	// VerificationSeed is a clause of the Concept.
	VerificationSeed Verification = "Seed"
	// VerificationPageTitle is an act of which only the title was seen.
	VerificationPageTitle Verification = "PageTitle"
	// VerificationSecondary is a clause that others quote.
	VerificationSecondary Verification = "Secondary"
	// VerificationRecall is a clause that nobody has looked up.
	VerificationRecall Verification = "Recall"
)

// Rule is one demand of the law, with its source.
type Rule struct {
	// id is cited by refusals, gates and reports: KZ-PD-12.
	// +kubebuilder:validation:Pattern=`^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*(\.[0-9]+)?$`
	// +kubebuilder:validation:MaxLength=32
	ID string `json:"id"`
	// titles is the rule in one line.
	Titles tenancy.Names `json:"titles"`
	// check is what is looked at, in English.
	// +optional
	// +kubebuilder:validation:MaxLength=1024
	Check string `json:"check,omitempty"`
	// source is the act and clause, with its address.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=1024
	Source string `json:"source"`
	// verification says how the source was seen.
	Verification Verification `json:"verification"`
	// moments at which the rule is checked.
	// +listType=set
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=5
	Moments []Moment `json:"moments"`
	// severity of a breach.
	Severity Severity `json:"severity"`
	// enforcement says what follows a breach, unless a RuleOverride says otherwise.
	Enforcement Enforcement `json:"enforcement"`
	// parameters of the check: a term in days, a share in per cent.
	// +optional
	// +kubebuilder:validation:MaxProperties=16
	Parameters map[string]string `json:"parameters,omitempty"`
}

// Party is one of those who answer for measures (C-4).
type Party struct {
	// code is the party's short name: GO, OPERATOR, SI.
	// +kubebuilder:validation:Pattern=`^[A-Z][A-Z0-9]*$`
	// +kubebuilder:validation:MaxLength=32
	Code string `json:"code"`
	// titles is how the party is called.
	Titles tenancy.Names `json:"titles"`
	// successorOf are the parties of earlier editions whose duties it took over.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=8
	SuccessorOf []string `json:"successorOf,omitempty"`
	// groups are the user groups that act for the party. {agency} stands for the
	// agency that owns the system: ikp:agency:{agency}:admin.
	// +listType=set
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=8
	// +kubebuilder:validation:items:MaxLength=128
	Groups []string `json:"groups"`
}

// SignPolicy says how many of the responsible parties must answer.
// +kubebuilder:validation:Enum=All;Any
type SignPolicy string

// Ways of closing a measure.
const (
	// SignAll needs every party.
	SignAll SignPolicy = "All"
	// SignAny needs one of them.
	SignAny SignPolicy = "Any"
)

// Measure is one of the preparatory measures (C-4).
type Measure struct {
	// number of the measure, 1 to 14.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=64
	Number int32 `json:"number"`
	// titles is the measure in one line.
	Titles tenancy.Names `json:"titles"`
	// parties are the codes of those who answer; the first is accountable.
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=8
	Parties []string `json:"parties"`
	// signPolicy says whether all parties must answer.
	// +optional
	// +kubebuilder:default=All
	SignPolicy SignPolicy `json:"signPolicy,omitempty"`
	// gate is the state of a SystemMigration that cannot be entered before the
	// measure is closed.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=32
	Gate string `json:"gate"`
	// after are the measures to be closed before this one can be.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=16
	After []int32 `json:"after,omitempty"`
	// rule that demands the measure.
	// +kubebuilder:validation:MaxLength=32
	Rule string `json:"rule"`
}

// Stage is one of the stages of moving to the platform (C-3).
type Stage struct {
	// number of the stage, 1 to 7; stages are kept in this order.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=32
	Number int32 `json:"number"`
	// titles is the stage in one line.
	Titles tenancy.Names `json:"titles"`
	// rule that states the stage.
	// +kubebuilder:validation:MaxLength=32
	Rule string `json:"rule"`
}

// CategoryPolicy says how systems of a category move (C-5).
type CategoryPolicy struct {
	// category of systems.
	Category tenancy.Category `json:"category"`
	// titles is how the category is called.
	Titles tenancy.Names `json:"titles"`
	// priority: a lower number moves first.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=100
	Priority int32 `json:"priority"`
	// moves is false for systems that stay where they are.
	Moves bool `json:"moves"`
}

// UserGroupPolicy says how a group of users moves (C-7).
type UserGroupPolicy struct {
	// number of the group, 1 to 5.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=16
	Number int32 `json:"number"`
	// titles is how the group is called.
	Titles tenancy.Names `json:"titles"`
	// priority: a lower number moves first.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=100
	Priority int32 `json:"priority"`
}

// ParticipationPolicy says whether a kind of body must join (C-7.6).
type ParticipationPolicy struct {
	// kind of body.
	Kind tenancy.AgencyKind `json:"kind"`
	// participation of such bodies, unless the Agency's record says otherwise.
	Participation tenancy.Participation `json:"participation"`
}

// Deadline is a day by which something must be done.
type Deadline struct {
	// id of the deadline.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=64
	ID string `json:"id"`
	// titles says what must be done.
	Titles tenancy.Names `json:"titles"`
	// lastDay on which it is still done in time.
	LastDay tenancy.Date `json:"lastDay"`
	// state of a SystemMigration that must be reached by then.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=32
	State string `json:"state"`
	// rule that sets the deadline; while the rule is Off the deadline is shown
	// and nothing follows from it.
	// +kubebuilder:validation:MaxLength=32
	Rule string `json:"rule"`
}

// RegulationProfileSpec is one edition of the rules.
type RegulationProfileSpec struct {
	// titles is how the edition is called.
	Titles tenancy.Names `json:"titles"`
	// validFrom is the first day on which the edition is in force, in Kazakhstan.
	ValidFrom tenancy.Date `json:"validFrom"`
	// validTo is the last day. Empty: until another edition begins.
	// +optional
	ValidTo tenancy.Date `json:"validTo,omitempty"`
	// stages of moving to the platform, in their order (C-3).
	// +listType=map
	// +listMapKey=number
	// +kubebuilder:validation:MaxItems=32
	Stages []Stage `json:"stages"`
	// measures with those who answer for them (C-4).
	// +listType=map
	// +listMapKey=number
	// +kubebuilder:validation:MaxItems=64
	Measures []Measure `json:"measures"`
	// parties who answer for measures.
	// +listType=map
	// +listMapKey=code
	// +kubebuilder:validation:MaxItems=32
	Parties []Party `json:"parties"`
	// categories of systems (C-5).
	// +listType=map
	// +listMapKey=category
	// +kubebuilder:validation:MaxItems=16
	Categories []CategoryPolicy `json:"categories"`
	// userGroups and their priority (C-7).
	// +listType=map
	// +listMapKey=number
	// +kubebuilder:validation:MaxItems=16
	UserGroups []UserGroupPolicy `json:"userGroups"`
	// participation by kind of body (C-7.6).
	// +listType=map
	// +listMapKey=kind
	// +kubebuilder:validation:MaxItems=32
	Participation []ParticipationPolicy `json:"participation"`
	// deadlines by which systems must have moved.
	// +optional
	// +listType=map
	// +listMapKey=id
	// +kubebuilder:validation:MaxItems=64
	Deadlines []Deadline `json:"deadlines,omitempty"`
	// rules of this edition.
	// +listType=map
	// +listMapKey=id
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=1024
	Rules []Rule `json:"rules"`
}

// RegulationProfile is one edition of the rules under which the platform works:
// stages, measures and who answers for them, categories, groups, deadlines, and
// every rule with its source. The edition in force is the one whose days include
// today and that began last. A profile cannot change: verdicts name the edition
// they used.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=regulationprofiles,scope=Cluster,shortName=regulation,categories=ikp
// +kubebuilder:printcolumn:name="From",type=string,JSONPath=`.spec.validFrom`
// +kubebuilder:printcolumn:name="To",type=string,JSONPath=`.spec.validTo`
// +kubebuilder:printcolumn:name="Title",type=string,JSONPath=`.spec.titles.en`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type RegulationProfile struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec RegulationProfileSpec `json:"spec"`
}

// RegulationProfileList is a list of editions.
// +kubebuilder:object:root=true
type RegulationProfileList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []RegulationProfile `json:"items"`
}
