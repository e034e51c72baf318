package apart

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

func TestAStolenCredentialOfOperatorsStaysWhereTheyWork(t *testing.T) {
	ctx := t.Context()
	c := certified(t, world(t), compute.UserOperators)
	read := func(ns, name string) func(client.Client) error {
		return func(c client.Client) error {
			return c.Get(ctx, types.NamespacedName{Namespace: ns, Name: name}, secret("", ""))
		}
	}
	bind := func(ns, role string) func(client.Client) error {
		return func(c client.Client) error {
			return c.Create(ctx, binding(ns, role, compute.UserOperators), client.DryRunAll)
		}
	}
	attempts{
		"read the seed of a machine":      read(own, "seed"),
		"read a guest's secret at a host": read("ikp-host-h1", "vm-1"),
		"hand a role out":                 bind(own, "ikp-workload-admin"),
	}.allow(t, "ikp:operators", c)
	attempts{
		"read a secret of the platform":   read("kube-system", "any"),
		"read a secret among records":     read("agency-minfin", "any"),
		"list secrets":                    func(c client.Client) error { return c.List(ctx, &corev1.SecretList{}) },
		"list the secrets of a tenant":    func(c client.Client) error { return c.List(ctx, &corev1.SecretList{}, client.InNamespace(own)) },
		"hand out the reading of secrets": bind("kube-system", "ikp-workload-seeds"),
		"make himself an admin":           bind(own, "cluster-admin"),
		"put pods beside the platform's":  func(c client.Client) error { return c.Create(ctx, pod("kube-system"), client.DryRunAll) },
		"claim a namespace of the platform": func(c client.Client) error {
			return merge(ctx, c, namespace("kube-system"), `{"metadata":{"labels":{"ikp.gov.kz/agency":"minfin"}}}`)
		},
		"delete a namespace of the platform": func(c client.Client) error { return c.Delete(ctx, namespace("kube-system"), client.DryRunAll) },
		"make a namespace of another name":   func(c client.Client) error { return c.Create(ctx, namespace("mine"), client.DryRunAll) },
		"change what a machine is":           func(c client.Client) error { return merge(ctx, c, machine(own), `{"spec":{"runStrategy":"Halted"}}`) },
		"clear the binding of a machine":     func(c client.Client) error { return merge(ctx, c, machine(own), `{"spec":{"host":null}}`) },
		"open the gates of a machine": func(c client.Client) error {
			return mergeStatus(ctx, c, machine(own), `{"status":{"resources":{"vcpu":1}}}`)
		},
		"change what an environment may take": func(c client.Client) error {
			return merge(ctx, c, builders.Environment("prod", "minfin", "", ""), `{"spec":{"pods":{"pods":9}}}`)
		},
		"change the passport of a system": func(c client.Client) error {
			return merge(ctx, c, builders.System("tax", "minfin", nil), `{"spec":{"names":{"en":"x"}}}`)
		},
		"change what a host is": func(c client.Client) error {
			return merge(ctx, c, builders.Host("h1", "", nil), `{"spec":{"unschedulable":true}}`)
		},
		"raise a quota": func(c client.Client) error {
			return merge(ctx, c, object(kinds["quotas"], "agency-minfin", "minfin"), `{"spec":{}}`)
		},
		"clear a system": func(c client.Client) error {
			return c.Create(ctx, builders.Clearance("c", "minfin", "tax", nil), client.DryRunAll)
		},
		"take the ledger's finalizer off": func(c client.Client) error {
			return merge(ctx, c, machine(own), `{"metadata":{"finalizers":["compute.ikp.gov.kz/hypervisor"]}}`)
		},
		"take the hypervisor's finalizer off": func(c client.Client) error {
			return merge(ctx, c, machine(own), `{"metadata":{"finalizers":["compute.ikp.gov.kz/ledger"]}}`)
		},
		"read a console": logOf(ctx, own),
		"register an agency": func(c client.Client) error {
			return c.Create(ctx, builders.Agency("new", func(*tenancy.AgencySpec) {}), client.DryRunAll)
		},
	}.refuse(t, "ikp:operators", c)
}
