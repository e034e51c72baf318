package verb

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Scope says where the objects of a kind live.
type Scope int

// Scopes of kinds.
const (
	// OfPlatform: cluster-scoped.
	OfPlatform Scope = iota
	// OfAgency: in the namespace of an agency.
	OfAgency
	// OfEnvironment: in the workload namespace of an environment.
	OfEnvironment
)

// Kind is what the verbs need to know of a kind of object.
type Kind[T client.Object] struct {
	// Noun is how the command line calls the kind: vm.
	Noun string
	// Scope says where its objects live.
	Scope Scope
	// New is an empty object.
	New func() T
	// NewList is an empty list.
	NewList func() client.ObjectList
	// Columns of a list, between the name and the age.
	Columns []Column[T]
	// Details are what show tells beside the columns.
	Details []Column[T]
	// Sections are tables that show prints after the facts; nil when there are none.
	Sections func(T) []*cmdutil.Table
	// Conditions of an object; nil when the kind has none.
	Conditions func(T) []metav1.Condition
}

// Column is one fact about an object.
type Column[T client.Object] struct {
	// Head is the heading, in capitals.
	Head string
	// Value of an object as text.
	Value func(T) string
	// Right marks numbers.
	Right bool
}

// ReadyColumn is the status of the condition Ready.
func ReadyColumn[T client.Object](conditions func(T) []metav1.Condition) Column[T] {
	return StatusColumn("READY", "Ready", conditions)
}

// StatusColumn is the status of one condition.
func StatusColumn[T client.Object](head, kind string, conditions func(T) []metav1.Condition) Column[T] {
	return Column[T]{Head: head, Value: func(o T) string {
		for _, c := range conditions(o) {
			if c.Type == kind {
				return string(c.Status)
			}
		}
		return ""
	}}
}

// ReadyReasonColumn is the reason of the condition Ready.
func ReadyReasonColumn[T client.Object](conditions func(T) []metav1.Condition) Column[T] {
	return Column[T]{Head: "REASON", Value: func(o T) string {
		for _, c := range conditions(o) {
			if c.Type == "Ready" {
				return c.Reason
			}
		}
		return ""
	}}
}
