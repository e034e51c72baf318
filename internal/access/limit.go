package access

import (
	"io/fs"
	"slices"

	admissionv1 "k8s.io/api/admissionregistration/v1"

	"github.com/govtech-kz/ikp/internal/install"
)

// annotationConcerns names the one user or group whom a policy concerns. A policy
// without it concerns everybody.
const annotationConcerns = "ikp.gov.kz/concerns"

// Limit is an admission policy, which cuts down what roles allow.
type Limit struct {
	Name string
	// Concerns is the one user or group that is limited; empty: everybody.
	Concerns string
	Rules    []admissionv1.NamedRuleWithOperations
}

// Limits reads every validating policy from the folder policies.
func Limits(files fs.FS) ([]Limit, error) {
	objects, err := install.Read(files, "policies")
	if err != nil {
		return nil, err
	}
	var limits []Limit
	for _, o := range objects {
		if o.GetKind() != "ValidatingAdmissionPolicy" {
			continue
		}
		var p admissionv1.ValidatingAdmissionPolicy
		if err := decode(o, &p); err != nil {
			return nil, err
		}
		limits = append(limits, Limit{Name: p.Name, Concerns: p.Annotations[annotationConcerns], Rules: p.Spec.MatchConstraints.ResourceRules})
	}
	return limits, nil
}

// operations are what admission calls the verbs that write.
var operations = map[string]admissionv1.OperationType{
	"create": admissionv1.Create, "update": admissionv1.Update, "patch": admissionv1.Update,
	"delete": admissionv1.Delete, "deletecollection": admissionv1.Delete,
}

// On are the names of the policies that limit a grant.
func On(limits []Limit, g Grant) []string {
	var names []string
	for _, l := range limits {
		if (l.Concerns == "" || l.Concerns == g.Who) && slices.ContainsFunc(l.Rules, func(r admissionv1.NamedRuleWithOperations) bool {
			return meets(r, g)
		}) {
			names = append(names, l.Name)
		}
	}
	return names
}

func meets(r admissionv1.NamedRuleWithOperations, g Grant) bool {
	writes := slices.ContainsFunc(g.Rule.Verbs, func(verb string) bool {
		op, writes := operations[verb]
		return writes && slices.Contains(r.Operations, op)
	})
	return writes && overlap(r.APIGroups, g.Rule.APIGroups) && overlap(r.Resources, g.Rule.Resources)
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return has(b, s) || s == "*" })
}
