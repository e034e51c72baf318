package config_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"
	authorizationv1 "k8s.io/api/authorization/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/internal/access"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// who is somebody who asks.
type who struct {
	user   string
	groups []string
	// places are what the placeholders of the table stand for in his case, where
	// there is more than one, one after the other.
	places []map[string]string
	// manager is the field manager as whom he writes; empty: the default.
	manager string
}

var (
	minfin = map[string]string{"<slug>": "minfin", "<environment>": "prod"}
	mzdrav = map[string]string{"<slug>": "mzdrav", "<environment>": "prod"}

	h1 = map[string]string{"<name>": "h1"}
	h2 = map[string]string{"<name>": "h2"}

	controllers = who{user: "ikp:controllers"}
	operators   = who{user: "ikp:operators", places: []map[string]string{minfin, mzdrav, h1, h2}}
	platform    = who{user: "timur", groups: []string{"ikp:platform-operators"}}
	security    = who{user: "saule", groups: []string{"ikp:security-service"}}
	migration   = who{user: "marat", groups: []string{"ikp:migration"}}
	stranger    = who{user: "dana"}

	administrator = who{user: "zhanna", groups: []string{"ikp:administrators"}}

	crdKind = schema.GroupVersionKind{Group: "apiextensions.k8s.io", Version: "v1", Kind: "CustomResourceDefinitionList"}
)

// everybody is one of each kind of people and parts, and some whom nothing but the
// catalogue is shown.
func everybody() []who {
	all := []who{
		controllers, operators, {user: "ikp:apiserver"}, platform, security,
		migration, administrator,
		{user: "aigul", groups: []string{"ikp:auditors"}},
		{user: "saltanat", groups: []string{"ikp:party:si"}},
		{user: "bolat", groups: []string{"ikp:party:supplier"}},
		stranger,
		{user: "system:serviceaccount:env-minfin-prod:default", groups: []string{"system:serviceaccounts", "system:serviceaccounts:env-minfin-prod"}},
		{user: "ikp:host:h1", groups: []string{"ikp:hosts"}, places: []map[string]string{h1}},
	}
	for _, role := range []string{"admin", "developer", "auditor"} {
		all = append(all, who{user: "aigerim", groups: []string{"ikp:agency:minfin:" + role}, places: []map[string]string{minfin}})
	}
	return all
}

// namespaces are an agency's own, another agency's, a host's own, another host's
// and those of the platform; the empty one stands for all of them.
var namespaces = []string{
	"", "agency-minfin", "env-minfin-prod", "agency-mzdrav", "env-mzdrav-prod", "ikp-host-h1", "ikp-host-h2", "ikp-system", "kube-system", "default",
}

// dangerous are resources of Kubernetes by which somebody could reach more than
// what he was given.
var dangerous = map[string][]string{
	"": {
		"configmaps", "events", "limitranges", "namespaces", "namespaces/finalize", "nodes", "nodes/proxy", "pods", "pods/exec", "pods/log",
		"resourcequotas", "secrets", "serviceaccounts", "serviceaccounts/token", "services", "services/proxy",
	},
	"admissionregistration.k8s.io": {"mutatingadmissionpolicies", "validatingadmissionpolicies", "validatingwebhookconfigurations"},
	"apiextensions.k8s.io":         {"customresourcedefinitions"},
	"apiregistration.k8s.io":       {"apiservices"},
	"apps":                         {"deployments"},
	"authentication.k8s.io":        {"tokenreviews"},
	"authorization.k8s.io":         {"subjectaccessreviews"},
	"batch":                        {"jobs"},
	"certificates.k8s.io":          {"certificatesigningrequests", "certificatesigningrequests/approval"},
	"coordination.k8s.io":          {"leases"},
	"events.k8s.io":                {"events"},
	"networking.k8s.io":            {"networkpolicies"},
	"rbac.authorization.k8s.io":    {"clusterrolebindings", "clusterroles", "rolebindings", "roles"},
	"subresources.ikp.gov.kz":      {"hostedmachines", "hostedmachines/events", "hostedmachines/status", "hostviews", "statementviews", "usagebatches", "virtualmachines", "virtualmachines/log"},
}

var verbs = []string{"get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"}

// questions is the full product: what can be asked of every resource, in every
// namespace, without and with the power over the objects of others.
func questions(t *testing.T) []access.Request {
	t.Helper()
	resources := ownResources(t)
	for group, list := range dangerous {
		resources[group] = list
	}
	var all []access.Request
	for group, list := range resources {
		for _, resource := range list {
			for _, verb := range verbs {
				for _, ns := range namespacesOf(t, group, resource) {
					all = append(all, access.Request{Verb: verb, Group: group, Resource: resource, Namespace: ns})
				}
			}
		}
	}
	for _, verb := range []string{"bind", "escalate"} {
		for _, role := range []string{"ikp-workload-admin", "ikp-operators", "cluster-admin"} {
			all = append(all, access.Request{Verb: verb, Group: "rbac.authorization.k8s.io", Resource: "clusterroles", Name: role})
		}
	}
	for _, resource := range []string{"users", "groups", "serviceaccounts"} {
		all = append(all, access.Request{Verb: "impersonate", Resource: resource, Name: "ikp:operators"})
	}
	return all
}

// namespacesOf are those in which a resource can be; a cluster-wide one is in none.
func namespacesOf(t *testing.T, group, resource string) []string {
	t.Helper()
	name, _, _ := strings.Cut(resource, "/")
	mapper := controlplane.New(t).Client.RESTMapper()
	kind, err := mapper.KindFor(schema.GroupVersionResource{Group: group, Resource: name})
	if apimeta.IsNoMatchError(err) {
		return namespaces // of the aggregated API, which does not run here
	}
	if err != nil {
		t.Fatal(err)
	}
	mapping, err := mapper.RESTMapping(kind.GroupKind(), kind.Version)
	if err != nil {
		t.Fatal(err)
	}
	if mapping.Scope.Name() == apimeta.RESTScopeNameRoot {
		return namespaces[:1]
	}
	return namespaces
}

// ownResources are the stored kinds of ikp as the API server serves them.
func ownResources(t *testing.T) map[string][]string {
	t.Helper()
	crds := &metav1.PartialObjectMetadataList{}
	crds.SetGroupVersionKind(crdKind)
	if err := controlplane.New(t).Client.List(t.Context(), crds); err != nil {
		t.Fatal(err)
	}
	resources := map[string][]string{}
	for _, crd := range crds.Items {
		resource, group, _ := strings.Cut(crd.Name, ".")
		resources[group] = append(resources[group], resource, resource+"/status", resource+"/finalizers")
	}
	if len(resources) < 4 {
		t.Fatalf("only the groups of %v are served", resources)
	}
	return resources
}

// TestTheAuthorizerAgreesWithTheTable asks the API server's own authorizer
// everything that the page of who may do what answers, both ways: what the table
// allows is allowed, and everything else is refused.
func TestTheAuthorizerAgreesWithTheTable(t *testing.T) {
	grants, err := access.Load(config.Files)
	if err != nil {
		t.Fatal(err)
	}
	handOut(t)
	controlplane.Eventually(t, "nobody is all-powerful", func() bool { return !stranger.may(t, everything) })
	asked := questions(t)
	for _, w := range everybody() {
		own := access.Of(grants, append(w.groups, w.user, "system:authenticated"), w.places...)
		t.Run(w.user+" "+strings.Join(w.groups, " "), func(t *testing.T) {
			ask := &errgroup.Group{}
			ask.SetLimit(8)
			for _, r := range asked {
				want := slices.ContainsFunc(own, func(g access.Grant) bool { return g.Allows(r) })
				ask.Go(func() error {
					if got := w.may(t, r); got != want {
						t.Errorf("%+v: allowed = %v, the table says %v", r, got, want)
					}
					return nil
				})
			}
			_ = ask.Wait() // errors were told where they arose
		})
	}
}

// may has the API server's own authorizer answer.
func (w who) may(t *testing.T, r access.Request) bool {
	resource, subresource, _ := strings.Cut(r.Resource, "/")
	review := &authorizationv1.SubjectAccessReview{Spec: authorizationv1.SubjectAccessReviewSpec{
		User: w.user, Groups: append([]string{"system:authenticated"}, w.groups...),
		ResourceAttributes: &authorizationv1.ResourceAttributes{
			Verb: r.Verb, Group: r.Group, Resource: resource, Subresource: subresource, Name: r.Name, Namespace: r.Namespace,
		},
	}}
	if err := controlplane.New(t).Client.Create(t.Context(), review); err != nil {
		t.Error(err)
	}
	return review.Status.Allowed
}

// handOut binds the roles of two agencies and two hosts as ikp-operators does.
func handOut(t *testing.T) {
	t.Helper()
	for _, places := range []map[string]string{minfin, mzdrav, h1, h2} {
		for _, b := range access.Handed(places) {
			furnish(t, builders.Namespace(b.Where, nil))
			furnish(t, &rbacv1.RoleBinding{
				ObjectMeta: metav1.ObjectMeta{Namespace: b.Where, Name: b.Role},
				RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: b.Role},
				Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: kindOf(b.Who), Name: b.Who}},
			})
		}
	}
	controlplane.Eventually(t, "the last role is in force", func() bool {
		return (who{user: "ikp:host:h2"}).may(t, access.Request{Verb: "get", Resource: "secrets", Namespace: "ikp-host-h2"})
	})
}

// furnish creates an object that another test may have created before.
func furnish(t *testing.T, o client.Object) {
	t.Helper()
	if err := controlplane.New(t).Client.Create(t.Context(), o); client.IgnoreAlreadyExists(err) != nil {
		t.Fatal(err)
	}
}

func kindOf(name string) string {
	if strings.HasPrefix(name, "ikp:agency:") {
		return rbacv1.GroupKind
	}
	return rbacv1.UserKind
}
