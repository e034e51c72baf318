package apart

import (
	"context"
	"strings"
	"testing"

	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	migrationapi "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

func TestATenantReachesNothingOfAnother(t *testing.T) {
	ctx := t.Context()
	tries := everything(ctx, "", other, "agency-mzdrav", "ikp-host-h1", "ikp-host-h2", "ikp-system", "kube-system")
	tries["read the console of another's machine"] = logOf(ctx, other)
	tries["list hosts"] = func(c client.Client) error { return c.List(ctx, &compute.HostList{}) }
	tries["list namespaces"] = func(c client.Client) error { return c.List(ctx, &corev1.NamespaceList{}) }
	tries["read another's namespace"] = func(c client.Client) error { return c.Get(ctx, types.NamespacedName{Name: other}, namespace("")) }
	for who, c := range tenants(t) {
		tries.refuse(t, who, c)
	}
}

// TestARefusalTellsNothing compares the answers about what another agency has with
// those about what nobody has.
func TestARefusalTellsNothing(t *testing.T) {
	ctx := t.Context()
	for who, c := range tenants(t) {
		for what, gvk := range kinds {
			there := c.Get(ctx, types.NamespacedName{Namespace: other, Name: "web-1"}, object(gvk, "", ""))
			nowhere := c.Get(ctx, types.NamespacedName{Namespace: "env-nobody-prod", Name: "web-2"}, object(gvk, "", ""))
			if there == nil || nowhere == nil {
				t.Errorf("%s reads %s: %v and %v, want refusals", who, what, there, nowhere)
				continue
			}
			asIf := strings.NewReplacer(other, "env-nobody-prod", "web-1", "web-2").Replace(there.Error())
			if asIf != nowhere.Error() {
				t.Errorf("%s learns of %s: %q is not %q", who, what, there, nowhere)
			}
		}
	}
}

func TestATenantWorksInHisOwn(t *testing.T) {
	ctx := t.Context()
	all := tenants(t)
	machines := attempts{
		"list machines": func(c client.Client) error {
			return c.List(ctx, &compute.VirtualMachineList{}, client.InNamespace(own))
		},
	}
	for _, who := range []string{"admin", "developer", "auditor"} {
		machines.allow(t, who, all[who])
	}
	attempts{
		"stop a machine": func(c client.Client) error {
			return merge(ctx, c, machine(own), `{"spec":{"runStrategy":"Halted"}}`)
		},
		"create a machine": func(c client.Client) error { return c.Create(ctx, builders.VM("web-2", own).Obj(), client.DryRunAll) },
		"create a secret":  func(c client.Client) error { return c.Create(ctx, secret("mine", own), client.DryRunAll) },
	}.allow(t, "developer", all["developer"])
	attempts{
		"read a secret": func(c client.Client) error {
			return c.Get(ctx, types.NamespacedName{Namespace: own, Name: "seed"}, secret("", ""))
		},
	}.allow(t, "admin", all["admin"])
	// Who may nothing at all would pass every test of refusals.
	attempts{"list machines": machines["list machines"]}.refuse(t, "token", all["token"])
}

func TestATenantCannotHelpHimself(t *testing.T) {
	ctx := t.Context()
	tries := gates(ctx)
	for what, try := range shares(ctx) {
		tries[what] = try
	}
	for what, try := range powers(ctx) {
		tries[what] = try
	}
	for who, c := range tenants(t) {
		tries.refuse(t, who, c)
	}
}

// gates are what decides whether a machine may run, and where.
func gates(ctx context.Context) attempts {
	return attempts{
		"bind a machine to a host": func(c client.Client) error {
			return c.Create(ctx, builders.VM("bound", own).On("h1").Obj(), client.DryRunAll)
		},
		"unbind a machine": func(c client.Client) error { return merge(ctx, c, machine(own), `{"spec":{"host":null}}`) },
		"change who asked": func(c client.Client) error {
			return merge(ctx, c, machine(own), `{"metadata":{"annotations":{"ikp.gov.kz/requested-by":"other"}}}`)
		},
		"take the finalizers off": func(c client.Client) error {
			return merge(ctx, c, machine(own), `{"metadata":{"finalizers":null}}`)
		},
		"open the gates": func(c client.Client) error {
			return mergeStatus(ctx, c, machine(own), `{"status":{"resources":{"vcpu":1}}}`)
		},
		"clear his own system": func(c client.Client) error {
			return c.Create(ctx, builders.Clearance("c-1", "minfin", "tax", nil), client.DryRunAll)
		},
		"leave production by a label": func(c client.Client) error {
			return merge(ctx, c, namespace(own), `{"metadata":{"labels":{"ikp.gov.kz/environment-type":"dev"}}}`)
		},
		"steer his own migration": func(c client.Client) error {
			return merge(ctx, c, object(kinds["migrations"], "agency-minfin", "tax"), `{"spec":{"goal":"Published"}}`)
		},
		"open the gates of his migration": func(c client.Client) error {
			return mergeStatus(ctx, c, object(kinds["migrations"], "agency-minfin", "tax"), `{"status":{"state":"Accepted"}}`)
		},
		"take a word back": func(c client.Client) error {
			return c.Delete(ctx, object(kinds["approvals"], "agency-minfin", "word"), client.DryRunAll)
		},
		"write a step that was not made": func(c client.Client) error {
			return c.Create(ctx, object(kinds["their records"], "agency-minfin", "x"), client.DryRunAll)
		},
		"record a rehearsal of his own": func(c client.Client) error {
			return c.Create(ctx, object(kinds["rehearsals"], "agency-minfin", "x"), client.DryRunAll)
		},
		"switch a rule off": func(c client.Client) error {
			return c.Create(ctx, object(schema.GroupVersionKind{Group: "governance.ikp.gov.kz", Version: "v1alpha1", Kind: "RuleOverride"}, "", "x"), client.DryRunAll)
		},
		"see which systems move together": func(c client.Client) error { return c.List(ctx, &migrationapi.MigrationWaveList{}) },
		"strike off a system": func(c client.Client) error {
			return c.Delete(ctx, &tenancy.InformationSystem{ObjectMeta: metav1.ObjectMeta{Name: "tax", Namespace: "agency-minfin"}}, client.DryRunAll)
		},
	}
}

// shares are what limits how much an agency gets.
func shares(ctx context.Context) attempts {
	patch := func(group, kind, ns, name string) func(client.Client) error {
		return func(c client.Client) error {
			version := "v1"
			if strings.HasSuffix(group, ".ikp.gov.kz") {
				version = "v1alpha1"
			}
			return merge(ctx, c, object(schema.GroupVersionKind{Group: group, Version: version, Kind: kind}, ns, name), `{"spec":{}}`)
		}
	}
	return attempts{
		"raise the quota":         patch("finance.ikp.gov.kz", "Quota", "agency-minfin", "minfin"),
		"raise the budget":        patch("finance.ikp.gov.kz", "Budget", "agency-minfin", "minfin-2026"),
		"change a machine type":   patch("compute.ikp.gov.kz", "MachineType", "", "small"),
		"change the tariff":       patch("finance.ikp.gov.kz", "Tariff", "", "t"),
		"change a data centre":    patch("compute.ikp.gov.kz", "DataCentre", "", "astana-1"),
		"raise the share of pods": patch("", "ResourceQuota", own, "ikp-pods"),
		"take the walls down":     patch("networking.k8s.io", "NetworkPolicy", own, "ikp-default-deny"),
		"change his agency":       patch("tenancy.ikp.gov.kz", "Agency", "", "minfin"),
		"write his own statement": patch("finance.ikp.gov.kz", "Statement", "agency-minfin", "2026-11"),
		"delete his quota altogether": func(c client.Client) error {
			return c.Delete(ctx, builders.Quota("minfin", "minfin", finance.Amount{}), client.DryRunAll)
		},
	}
}

// powers are what would make somebody more than he is.
func powers(ctx context.Context) attempts {
	return attempts{
		"bind a role of the platform": func(c client.Client) error {
			return c.Create(ctx, binding(own, "ikp-operators", "aigerim"), client.DryRunAll)
		},
		"bind his own role elsewhere": func(c client.Client) error {
			return c.Create(ctx, binding(other, "ikp-workload-admin", "aigerim"), client.DryRunAll)
		},
		"get a token of an account": func(c client.Client) error {
			sa := &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: "builder", Namespace: other}}
			return c.SubResource("token").Create(ctx, sa, &authenticationv1.TokenRequest{})
		},
		"run a pod on the host's network": func(c client.Client) error {
			p := pod(own)
			p.Spec.HostNetwork = true
			return c.Create(ctx, p, client.DryRunAll)
		},
		"delete a namespace": func(c client.Client) error { return c.Delete(ctx, namespace(own), client.DryRunAll) },
		"create a namespace": func(c client.Client) error { return c.Create(ctx, namespace("env-mzdrav-test"), client.DryRunAll) },
		"register a host": func(c client.Client) error {
			return c.Create(ctx, builders.Host("h3", "astana-1", nil), client.DryRunAll)
		},
	}
}
