package access

import (
	"strings"

	rbacv1 "k8s.io/api/rbac/v1"
)

// handed says whom ikp-operators binds which role to, and in which namespace, when
// an agency, an environment or a host comes to be.
var handed = []binding{
	{role: "ikp-agency-admin", who: "ikp:agency:<slug>:admin", where: "agency-<slug>"},
	{role: "ikp-agency-auditor", who: "ikp:agency:<slug>:auditor", where: "agency-<slug>"},
	{role: "ikp-agency-developer", who: "ikp:agency:<slug>:developer", where: "agency-<slug>"},
	{role: "ikp-host", who: "ikp:host:<name>", where: "ikp-host-<name>"},
	{role: "ikp-host-seeds", who: "ikp:operators", where: "ikp-host-<name>"},
	{role: "ikp-workload-admin", who: "ikp:agency:<slug>:admin", where: "env-<slug>-<environment>"},
	{role: "ikp-workload-auditor", who: "ikp:agency:<slug>:auditor", where: "env-<slug>-<environment>"},
	{role: "ikp-workload-developer", who: "ikp:agency:<slug>:developer", where: "env-<slug>-<environment>"},
	{role: "ikp-workload-seeds", who: "ikp:operators", where: "env-<slug>-<environment>"},
}

// known are the roles that Kubernetes itself brings and that are bound here.
var known = map[string][]rbacv1.PolicyRule{
	"system:auth-delegator": {
		{Verbs: []string{"create"}, APIGroups: []string{"authentication.k8s.io"}, Resources: []string{"tokenreviews"}},
		{Verbs: []string{"create"}, APIGroups: []string{"authorization.k8s.io"}, Resources: []string{"subjectaccessreviews"}},
	},
	"extension-apiserver-authentication-reader": {{
		Verbs: []string{"get", "list", "watch"}, APIGroups: []string{""}, Resources: []string{"configmaps"},
		ResourceNames: []string{"extension-apiserver-authentication"},
	}},
}

type binding struct{ role, who, where string }

// Handed are the bindings that ikp-operators makes for an agency with an
// environment prod and for a host: role, user or group, and namespace.
func Handed(places map[string]string) []Binding {
	out := make([]Binding, 0, len(handed))
	for _, b := range handed {
		if where := fill(b.where, places); !strings.Contains(where, "<") {
			out = append(out, Binding{Role: b.role, Who: fill(b.who, places), Where: where})
		}
	}
	return out
}

// Binding is a role that somebody has in a namespace.
type Binding struct{ Role, Who, Where string }
