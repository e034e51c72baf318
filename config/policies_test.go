package config_test

import (
	"context"
	"strings"
	"testing"

	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/access"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// allPowerful gives every user the verbs of RBAC, so that what is refused in
// these tests is refused by an admission policy.
const allPowerful = "ikp-test-all-powerful"

func grantEverythingByRBAC(t *testing.T) {
	t.Helper()
	cp := controlplane.New(t)
	binding := &rbacv1.ClusterRoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: allPowerful},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "cluster-admin"},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.GroupKind, Name: "system:authenticated"}},
	}
	if err := cp.Client.Create(t.Context(), binding); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cp.Client.Delete(context.Background(), binding); err != nil {
			t.Error(err)
		}
	})
	controlplane.Eventually(t, "everybody may do everything", func() bool { return stranger.may(t, everything) })
}

// everything is what nobody but an all-powerful one may.
var everything = access.Request{Verb: "delete", Resource: "nodes"}

// client acts as somebody.
func (w who) client(t *testing.T) client.Client {
	t.Helper()
	return controlplane.New(t).As(w.user, append([]string{"system:authenticated"}, w.groups...)...)
}

// wantRefusal checks that an error is a refusal that says why; want empty: none.
func wantRefusal(t *testing.T, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("refused: %v", err)
	case want != "" && !apierrors.IsForbidden(err):
		t.Errorf("got %v, want a refusal with %q", err, want)
	case want != "" && !strings.Contains(err.Error(), want):
		t.Errorf("refused by %q, want it to say %q", err, want)
	}
}

// workload is a workload namespace of the ministry of finance.
func workload(t *testing.T) string {
	t.Helper()
	return controlplane.New(t).Namespace(t, builders.WorkloadLabels("minfin", "treasury", "prod", tenancy.EnvironmentProduction))
}

// machine creates a machine and takes it away at the end of the test. host may
// be empty.
func machine(t *testing.T, host string) *compute.VirtualMachine {
	t.Helper()
	c := controlplane.New(t).Client
	vm := builders.VM("web-1", workload(t)).On(host).Obj()
	if err := c.Create(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { remove(t, c, vm) })
	return vm
}

func remove(t *testing.T, c client.Client, vm *compute.VirtualMachine) {
	t.Helper()
	ctx := context.Background()
	drop := client.RawPatch(types.MergePatchType, []byte(`{"metadata":{"finalizers":null}}`))
	if err := c.Patch(ctx, vm, drop); err != nil {
		t.Error(err)
	}
	if err := client.IgnoreNotFound(c.Delete(ctx, vm)); err != nil {
		t.Error(err)
	}
}

// dryPatch is what the API server would say to a merge patch.
func dryPatch(t *testing.T, w who, obj client.Object, patch string) error {
	t.Helper()
	copied := obj.DeepCopyObject().(client.Object)
	return w.client(t).Patch(t.Context(), copied, client.RawPatch(types.MergePatchType, []byte(patch)), client.DryRunAll, client.FieldOwner(w.manager))
}

// dryStatus is what the API server would say to a merge patch of the status.
func dryStatus(t *testing.T, w who, obj client.Object, patch string) error {
	t.Helper()
	copied := obj.DeepCopyObject().(client.Object)
	raw := client.RawPatch(types.MergePatchType, []byte(patch))
	dry := &client.SubResourcePatchOptions{PatchOptions: client.PatchOptions{DryRun: []string{metav1.DryRunAll}, FieldManager: w.manager}}
	return w.client(t).Status().Patch(t.Context(), copied, raw, dry)
}
