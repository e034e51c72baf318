package access

import (
	"slices"
	"strings"

	rbacv1 "k8s.io/api/rbac/v1"
)

// Grant is one rule that somebody has somewhere.
type Grant struct {
	// Who is a user or a group; <slug> and <name> in it stand for any.
	Who string
	// Where is the namespace; empty: everywhere, cluster-wide objects too. <slug>,
	// <environment> and <name> in it stand for any.
	Where string
	// Role is the role that has the rule.
	Role string
	Rule rbacv1.PolicyRule
}

// Request is one question.
type Request struct {
	// Verb, Group, Resource and Name are as in a role. A subresource follows its
	// resource after a slash.
	Verb, Group, Resource, Name string
	// Namespace is empty for all namespaces and for cluster-wide objects.
	Namespace string
}

// Allows reports whether the grant, held where it is, allows the request.
func (g Grant) Allows(r Request) bool {
	return (g.Where == "" || g.Where == r.Namespace) &&
		has(g.Rule.Verbs, r.Verb) && has(g.Rule.APIGroups, r.Group) && has(g.Rule.Resources, r.Resource) &&
		(len(g.Rule.ResourceNames) == 0 || slices.Contains(g.Rule.ResourceNames, r.Name))
}

func has(list []string, value string) bool {
	return slices.Contains(list, value) || slices.Contains(list, "*")
}

// Of are the grants of somebody. names are his user name and groups; places say
// what the placeholders stand for in his case, <slug> → minfin, each in turn.
func Of(all []Grant, names []string, places ...map[string]string) []Grant {
	var out []Grant
	for _, p := range append([]map[string]string{nil}, places...) {
		for _, g := range all {
			g.Who, g.Where = fill(g.Who, p), fill(g.Where, p)
			if slices.Contains(names, g.Who) && !strings.Contains(g.Where, "<") {
				out = append(out, g)
			}
		}
	}
	return out
}

func fill(s string, places map[string]string) string {
	for placeholder, value := range places {
		s = strings.ReplaceAll(s, placeholder, value)
	}
	return s
}
