package tenant

import (
	"context"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	"github.com/govtech-kz/ikp/api/scheme"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/owned"
)

// TestASecondLookWritesNothing counts writes: the first look at an object makes
// everything, the second finds everything made.
func TestASecondLookWritesNothing(t *testing.T) {
	c, writes := counting(t)
	keeper := owned.Keeper{Client: c, Live: c, Owner: fieldOwner}
	status := kit.StatusWriter{Client: c, Owner: fieldOwner, Clock: clock.RealClock{}}
	agency := builders.Agency("quiet", nil)
	env := builders.Environment("prod", "quiet", "tax", tenancy.EnvironmentProduction)
	for _, step := range []struct {
		name   string
		object client.Object
		r      reconcile.Reconciler
		// wantWrites is how many writes the first look takes.
		wantWrites int
	}{
		{"agency: finalizer, namespace twice, 4 roles, status", agency, &AgencyReconciler{Keeper: keeper, Status: status}, 7},
		{"system: finalizer, status", builders.System("tax", "quiet", nil), &SystemReconciler{Keeper: keeper, Status: status}, 2},
		{"environment: finalizer, namespace twice, 2 walls, quota, limits, 4 roles, status", env,
			&EnvironmentReconciler{Keeper: keeper, Status: status}, 12},
	} {
		if err := c.Create(t.Context(), step.object); err != nil {
			t.Fatal(err)
		}
		for _, want := range []int{step.wantWrites, 0} {
			*writes = 0
			if _, err := step.r.Reconcile(t.Context(), ctrl.Request{NamespacedName: client.ObjectKeyFromObject(step.object)}); err != nil {
				t.Fatalf("%s: %v", step.name, err)
			}
			if *writes != want {
				t.Errorf("%s: %d writes, want %d", step.name, *writes, want)
			}
		}
	}
}

// counting is a client that counts its creates, patches and applies.
func counting(t *testing.T) (client.WithWatch, *int) {
	t.Helper()
	c, err := client.NewWithWatch(controlplane.New(t).Config, client.Options{Scheme: scheme.New()})
	if err != nil {
		t.Fatal(err)
	}
	writes := 0
	return interceptor.NewClient(c, interceptor.Funcs{
		Create: func(ctx context.Context, c client.WithWatch, obj client.Object, opts ...client.CreateOption) error {
			writes++
			return c.Create(ctx, obj, opts...)
		},
		Patch: func(ctx context.Context, c client.WithWatch, obj client.Object, p client.Patch, opts ...client.PatchOption) error {
			writes++
			return c.Patch(ctx, obj, p, opts...)
		},
		Apply: func(ctx context.Context, c client.WithWatch, obj runtime.ApplyConfiguration, opts ...client.ApplyOption) error {
			writes++
			return c.Apply(ctx, obj, opts...)
		},
		SubResourceApply: func(ctx context.Context, c client.Client, sub string, obj runtime.ApplyConfiguration, opts ...client.SubResourceApplyOption) error {
			writes++
			return c.SubResource(sub).Apply(ctx, obj, opts...)
		},
	}), &writes
}
