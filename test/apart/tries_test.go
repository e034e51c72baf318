package apart

import (
	"context"
	"fmt"
	"testing"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// kinds are what an agency has, with the group and version that serve them.
var kinds = map[string]schema.GroupVersionKind{
	"machines":         {Group: "compute.ikp.gov.kz", Version: "v1alpha1", Kind: "VirtualMachine"},
	"secrets":          {Version: "v1", Kind: "Secret"},
	"events":           {Group: "events.k8s.io", Version: "v1", Kind: "Event"},
	"old events":       {Version: "v1", Kind: "Event"},
	"pods":             {Version: "v1", Kind: "Pod"},
	"roles":            {Group: "rbac.authorization.k8s.io", Version: "v1", Kind: "RoleBinding"},
	"resource quotas":  {Version: "v1", Kind: "ResourceQuota"},
	"network policies": {Group: "networking.k8s.io", Version: "v1", Kind: "NetworkPolicy"},
	"systems":          {Group: "tenancy.ikp.gov.kz", Version: "v1alpha1", Kind: "InformationSystem"},
	"environments":     {Group: "tenancy.ikp.gov.kz", Version: "v1alpha1", Kind: "Environment"},
	"quotas":           {Group: "finance.ikp.gov.kz", Version: "v1alpha1", Kind: "Quota"},
	"budgets":          {Group: "finance.ikp.gov.kz", Version: "v1alpha1", Kind: "Budget"},
	"statements":       {Group: "finance.ikp.gov.kz", Version: "v1alpha1", Kind: "Statement"},
	"clearances":       {Group: "governance.ikp.gov.kz", Version: "v1alpha1", Kind: "SecurityClearance"},
	"approvals":        {Group: "governance.ikp.gov.kz", Version: "v1alpha1", Kind: "Approval"},
	"exceptions":       {Group: "governance.ikp.gov.kz", Version: "v1alpha1", Kind: "ResidencyException"},
	"migrations":       {Group: "migration.ikp.gov.kz", Version: "v1alpha1", Kind: "SystemMigration"},
	"their records":    {Group: "migration.ikp.gov.kz", Version: "v1alpha1", Kind: "MigrationRecord"},
	"plans":            {Group: "migration.ikp.gov.kz", Version: "v1alpha1", Kind: "MigrationPlan"},
	"rehearsals":       {Group: "migration.ikp.gov.kz", Version: "v1alpha1", Kind: "Rehearsal"},
	"assessments":      {Group: "migration.ikp.gov.kz", Version: "v1alpha1", Kind: "SystemAssessment"},
	"integrations":     {Group: "migration.ikp.gov.kz", Version: "v1alpha1", Kind: "IntegrationRequest"},
	"statement views":  {Group: "subresources.ikp.gov.kz", Version: "v1alpha1", Kind: "StatementView"},
}

func object(gvk schema.GroupVersionKind, ns, name string) *unstructured.Unstructured {
	u := &unstructured.Unstructured{}
	u.SetGroupVersionKind(gvk)
	u.SetNamespace(ns)
	u.SetName(name)
	return u
}

// everything tries every verb on every kind in the given namespaces, an empty one
// being all at once.
func everything(ctx context.Context, namespaces ...string) attempts {
	all := attempts{}
	for what, gvk := range kinds {
		for _, ns := range namespaces {
			in := fmt.Sprintf("%s of %q", what, ns)
			all["list "+in] = func(c client.Client) error {
				list := &unstructured.UnstructuredList{}
				list.SetGroupVersionKind(gvk.GroupVersion().WithKind(gvk.Kind + "List"))
				return c.List(ctx, list, client.InNamespace(ns))
			}
			if ns == "" {
				continue
			}
			all["get "+in] = func(c client.Client) error {
				return c.Get(ctx, types.NamespacedName{Namespace: ns, Name: "web-1"}, object(gvk, "", ""))
			}
			if gvk.Kind == "StatementView" {
				continue // it is only read
			}
			all["create "+in] = func(c client.Client) error { return c.Create(ctx, object(gvk, ns, "x"), client.DryRunAll) }
			all["patch "+in] = func(c client.Client) error { return merge(ctx, c, object(gvk, ns, "web-1"), `{}`) }
			all["delete "+in] = func(c client.Client) error { return c.Delete(ctx, object(gvk, ns, "web-1"), client.DryRunAll) }
			all["clear "+in] = func(c client.Client) error {
				return c.DeleteAllOf(ctx, object(gvk, ns, ""), client.InNamespace(ns), client.DryRunAll)
			}
		}
	}
	return all
}

func list(kind string) *unstructured.UnstructuredList {
	l := &unstructured.UnstructuredList{}
	l.SetGroupVersionKind(schema.GroupVersionKind{Version: "v1", Kind: kind})
	return l
}

// merge patches and keeps nothing of it.
func merge(ctx context.Context, c client.Client, o client.Object, patch string) error {
	return c.Patch(ctx, o, client.RawPatch(types.MergePatchType, []byte(patch)), client.DryRunAll)
}

// mergeStatus does the same to the status.
func mergeStatus(ctx context.Context, c client.Client, o client.Object, patch string) error {
	dry := &client.SubResourcePatchOptions{PatchOptions: client.PatchOptions{DryRun: []string{metav1.DryRunAll}}}
	return c.Status().Patch(ctx, o, client.RawPatch(types.MergePatchType, []byte(patch)), dry)
}

func machine(ns string) *compute.VirtualMachine {
	return &compute.VirtualMachine{ObjectMeta: metav1.ObjectMeta{Name: "web-1", Namespace: ns}}
}

func pod(ns string) *corev1.Pod {
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "p", Namespace: ns},
		Spec:       corev1.PodSpec{Containers: []corev1.Container{{Name: "c", Image: "i"}}},
	}
}

func namespace(name string) *corev1.Namespace {
	return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name}}
}

func binding(ns, role, user string) *rbacv1.RoleBinding {
	return &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Namespace: ns, Name: "mine"},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.UserKind, Name: user}},
	}
}

// logOf reads the serial log of a machine.
func logOf(ctx context.Context, ns string) func(client.Client) error {
	return func(c client.Client) error {
		o := object(schema.GroupVersionKind{Group: "subresources.ikp.gov.kz", Version: "v1alpha1", Kind: "VirtualMachine"}, ns, "web-1")
		return c.SubResource("log").Get(ctx, o, o.DeepCopy())
	}
}

// tenants are the people and programs of agency minfin, by their credentials.
func tenants(t *testing.T) map[string]client.Client {
	t.Helper()
	cp := world(t)
	return map[string]client.Client{
		"admin":     certified(t, cp, "aigerim", "ikp:agency:minfin:admin"),
		"developer": certified(t, cp, "arman", "ikp:agency:minfin:developer"),
		"auditor":   certified(t, cp, "askar", "ikp:agency:minfin:auditor"),
		"token":     account(t, cp, own, "builder"),
	}
}
