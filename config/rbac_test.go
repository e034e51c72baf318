package config_test

import (
	"testing"

	authorizationv1 "k8s.io/api/authorization/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// who is somebody who asks.
type who struct {
	user   string
	groups []string
}

var (
	controllers = who{user: "ikp:controllers"}
	operators   = who{user: "ikp:operators"}
	apiserver   = who{user: "ikp:apiserver"}
	host        = who{user: "ikp:host:h1", groups: []string{"ikp:hosts"}}
	platform    = who{user: "timur", groups: []string{"ikp:platform-operators"}}
	security    = who{user: "saule", groups: []string{"ikp:security-service"}}
	migration   = who{user: "marat", groups: []string{"ikp:migration"}}
	auditor     = who{user: "aigul", groups: []string{"ikp:auditors"}}
	stranger    = who{user: "dana"}
)

// bound is the user whom a role is bound to in the tenant's namespace.
func bound(role string) who { return who{user: "user-of-" + role} }

// may is one line of the table: who may and who may not.
type may struct {
	verb, group, resource, subresource, name string
	allowed, refused                         []who
}

func TestWhoMayDoWhat(t *testing.T) {
	agencyAdmin, agencyDeveloper, agencyAuditor := bound("ikp-agency-admin"), bound("ikp-agency-developer"), bound("ikp-agency-auditor")
	admin, developer, reader := bound("ikp-workload-admin"), bound("ikp-workload-developer"), bound("ikp-workload-auditor")
	hostNamespace := bound("ikp-host")
	const (
		compute, finance, governance = "compute.ikp.gov.kz", "finance.ikp.gov.kz", "governance.ikp.gov.kz"
		tenancy, subresources        = "tenancy.ikp.gov.kz", "subresources.ikp.gov.kz"
		rbac                         = "rbac.authorization.k8s.io"
	)
	table := map[string]may{
		"everybody reads the catalogue": {verb: "list", group: compute, resource: "images",
			allowed: []who{stranger, agencyAdmin, host}},
		"everybody reads the tariffs": {verb: "list", group: finance, resource: "tariffs",
			allowed: []who{stranger}},
		"only those who work with hosts read them": {verb: "list", group: compute, resource: "hosts",
			allowed: []who{platform, auditor, operators, controllers, host, apiserver},
			refused: []who{stranger, admin, agencyAdmin, security, migration}},
		"platform operators manage the catalogue": {verb: "create", group: compute, resource: "images",
			allowed: []who{platform}, refused: []who{stranger, agencyAdmin, operators, migration, auditor}},
		"platform operators register hosts": {verb: "create", group: compute, resource: "hosts",
			allowed: []who{platform}, refused: []who{host, operators, controllers}},
		"operators hold hosts": {verb: "patch", group: compute, resource: "hosts",
			allowed: []who{operators, platform}, refused: []who{host, controllers, apiserver, admin}},
		"operators hold the catalogue": {verb: "patch", group: compute, resource: "images",
			allowed: []who{operators, platform}, refused: []who{host, controllers, apiserver, admin, agencyAdmin}},
		"operators hold data centres": {verb: "patch", group: compute, resource: "datacentres",
			allowed: []who{operators, platform}, refused: []who{host, controllers, apiserver, admin, agencyAdmin}},
		"platform operators allot quotas": {verb: "update", group: finance, resource: "quotas",
			allowed: []who{platform}, refused: []who{agencyAdmin, agencyDeveloper, controllers, operators}},
		"platform operators publish tariffs": {verb: "create", group: finance, resource: "tariffs",
			allowed: []who{platform}, refused: []who{controllers, agencyAdmin, migration}},
		"migration imports systems": {verb: "create", group: tenancy, resource: "informationsystems",
			allowed: []who{migration, agencyAdmin}, refused: []who{platform, security, agencyDeveloper, agencyAuditor, stranger}},
		"migration imports agencies": {verb: "create", group: tenancy, resource: "agencies",
			allowed: []who{migration, platform}, refused: []who{agencyAdmin, stranger}},
		"an agency's admin fills passports": {verb: "patch", group: tenancy, resource: "informationsystems",
			allowed: []who{agencyAdmin, migration, operators}, refused: []who{platform, agencyDeveloper, agencyAuditor, security, auditor}},
		"only the platform's operators strike systems off": {verb: "delete", group: tenancy, resource: "informationsystems",
			allowed: []who{platform}, refused: []who{agencyAdmin, agencyDeveloper, migration, security, operators}},
		"an agency's admin creates environments": {verb: "create", group: tenancy, resource: "environments",
			allowed: []who{agencyAdmin}, refused: []who{agencyDeveloper, agencyAuditor, migration, platform}},
		"the security service issues clearances": {verb: "create", group: governance, resource: "securityclearances",
			allowed: []who{security}, refused: []who{agencyAdmin, platform, migration, controllers, operators}},
		"nobody takes a clearance back": {verb: "delete", group: governance, resource: "securityclearances",
			refused: []who{security, agencyAdmin, platform, operators}},
		"developers create machines": {verb: "create", group: compute, resource: "virtualmachines",
			allowed: []who{admin, developer}, refused: []who{reader, agencyAdmin, platform, host, operators, controllers, auditor}},
		"auditors read machines": {verb: "list", group: compute, resource: "virtualmachines",
			allowed: []who{reader, auditor, admin, developer, platform, security}, refused: []who{stranger, agencyAdmin}},
		"a tenant writes no status": {verb: "patch", group: compute, resource: "virtualmachines", subresource: "status",
			allowed: []who{controllers, operators, host}, refused: []who{admin, developer, platform, apiserver}},
		"agents write the status of hosts": {verb: "patch", group: compute, resource: "hosts", subresource: "status",
			allowed: []who{host, operators}, refused: []who{controllers, platform, admin}},
		"controllers write statements": {verb: "create", group: finance, resource: "statements",
			allowed: []who{controllers}, refused: []who{operators, platform, agencyAdmin}},
		"operators make namespaces": {verb: "create", resource: "namespaces",
			allowed: []who{operators}, refused: []who{controllers, platform, agencyAdmin, host, migration}},
		"operators bind roles": {verb: "create", group: rbac, resource: "rolebindings",
			allowed: []who{operators}, refused: []who{controllers, platform, admin, agencyAdmin}},
		"operators may bind the roles of tenants": {verb: "bind", group: rbac, resource: "clusterroles", name: "ikp-workload-admin",
			allowed: []who{operators}, refused: []who{controllers, platform}},
		"operators may not bind cluster-admin": {verb: "bind", group: rbac, resource: "clusterroles", name: "cluster-admin",
			refused: []who{operators}},
		"developers hand over secrets": {verb: "create", resource: "secrets",
			allowed: []who{admin, developer, operators}, refused: []who{reader, agencyAdmin, platform, controllers, host}},
		"a patch would show a developer what is in a secret": {verb: "patch", resource: "secrets",
			allowed: []who{admin}, refused: []who{developer, reader, host}},
		"only admins, operators and a host in its own namespace read secrets": {verb: "get", resource: "secrets",
			allowed: []who{admin, operators, hostNamespace}, refused: []who{developer, reader, host, auditor, platform, controllers, apiserver}},
		"nobody of the platform lists secrets": {verb: "list", resource: "secrets",
			refused: []who{operators, controllers, apiserver, host, auditor, platform}},
		"a host renews its lease in its own namespace": {verb: "update", group: "coordination.k8s.io", resource: "leases",
			allowed: []who{hostNamespace}, refused: []who{host, platform, operators}},
		"hosts report usage": {verb: "create", group: subresources, resource: "usagebatches",
			allowed: []who{host}, refused: []who{platform, controllers, operators, admin}},
		"the owners of a machine read its console": {verb: "get", group: subresources, resource: "virtualmachines", subresource: "log",
			allowed: []who{admin, developer}, refused: []who{platform, auditor, reader, agencyAdmin}},
		"those who answer for money read statements": {verb: "get", group: subresources, resource: "statementviews",
			allowed: []who{agencyAdmin, agencyAuditor, platform, auditor}, refused: []who{agencyDeveloper, developer, stranger}},
		"the aggregated API asks who calls": {verb: "create", group: "authentication.k8s.io", resource: "tokenreviews",
			allowed: []who{apiserver}, refused: []who{controllers, host}},
	}
	ns := tenantNamespace(t)
	for name, line := range table {
		t.Run(name, func(t *testing.T) {
			for _, w := range line.allowed {
				line.ask(t, ns, w, true)
			}
			for _, w := range line.refused {
				line.ask(t, ns, w, false)
			}
		})
	}
}

// ask has the API server's own authorizer answer one question of the table.
func (m may) ask(t *testing.T, ns string, w who, want bool) {
	t.Helper()
	if got := m.answer(t, ns, w); got != want {
		t.Errorf("%s %s %s/%s by %s: allowed = %v, want %v", m.verb, m.group, m.resource, m.subresource, w.user, got, want)
	}
}

func (m may) answer(t *testing.T, ns string, w who) bool {
	t.Helper()
	review := &authorizationv1.SubjectAccessReview{Spec: authorizationv1.SubjectAccessReviewSpec{
		User: w.user, Groups: append([]string{"system:authenticated"}, w.groups...),
		ResourceAttributes: &authorizationv1.ResourceAttributes{
			Verb: m.verb, Group: m.group, Resource: m.resource, Subresource: m.subresource, Name: m.name, Namespace: ns,
		},
	}}
	if err := controlplane.New(t).Client.Create(t.Context(), review); err != nil {
		t.Fatal(err)
	}
	return review.Status.Allowed
}

// tenantNamespace is a namespace in which every role of tenants and hosts is
// bound, each to a user of its own.
func tenantNamespace(t *testing.T) string {
	t.Helper()
	cp := controlplane.New(t)
	ns := cp.Namespace(t, nil)
	for role, sees := range map[string]may{
		"ikp-agency-admin":       {verb: "list", group: "tenancy.ikp.gov.kz", resource: "environments"},
		"ikp-agency-auditor":     {verb: "list", group: "tenancy.ikp.gov.kz", resource: "environments"},
		"ikp-agency-developer":   {verb: "list", group: "tenancy.ikp.gov.kz", resource: "environments"},
		"ikp-host":               {verb: "list", group: "coordination.k8s.io", resource: "leases"},
		"ikp-workload-admin":     {verb: "list", group: "compute.ikp.gov.kz", resource: "virtualmachines"},
		"ikp-workload-auditor":   {verb: "list", group: "compute.ikp.gov.kz", resource: "virtualmachines"},
		"ikp-workload-developer": {verb: "list", group: "compute.ikp.gov.kz", resource: "virtualmachines"},
	} {
		binding := &rbacv1.RoleBinding{
			ObjectMeta: metav1.ObjectMeta{Namespace: ns, Name: role},
			RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role},
			Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.UserKind, Name: bound(role).user}},
		}
		if err := cp.Client.Create(t.Context(), binding); err != nil {
			t.Fatal(err)
		}
		controlplane.Eventually(t, role+" is bound", func() bool { return sees.answer(t, ns, bound(role)) })
	}
	return ns
}
