package placement

import (
	"context"
	"errors"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/tools/events"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"

	"github.com/govtech-kz/ikp/api/scheme"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/owned"
)

var errConnectionLost = errors.New("connection lost")

// TestBindFails cuts the connection around the write of a binding: however it
// ends, a machine is never promised two places, nor a place to two machines.
func TestBindFails(t *testing.T) {
	for name, tc := range map[string]struct {
		patch func(write func() error) error
		// wantKept says that the room stays promised after the failure, wantBound
		// that the API server has the binding.
		wantKept, wantBound bool
	}{
		"the answer is lost after the write":    {func(write func() error) error { return errors.Join(write(), errConnectionLost) }, true, true},
		"the connection is lost before it":      {func(func() error) error { return errConnectionLost }, true, false},
		"somebody has changed the machine":      {func(func() error) error { return conflict() }, false, false},
		"the API server forbids it by a policy": {func(func() error) error { return apierrors.NewForbidden(schema.GroupResource{}, "m", nil) }, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			cp := controlplane.New(t)
			ns := cp.Namespace(t, builders.WorkloadLabels("minfin", "tax", "prod", tenancy.EnvironmentProduction))
			vm := builders.VM("web-1", ns).Obj()
			if err := cp.Client.Create(t.Context(), vm); err != nil {
				t.Fatal(err)
			}
			r := failing(t, cp, tc.patch)
			if d := r.book.place(ask(vm)); d.Host != "h1" {
				t.Fatalf("decided for %q, want h1", d.Host)
			}
			if _, err := r.bind(t.Context(), vm, "h1"); tc.wantKept && !errors.Is(err, errConnectionLost) {
				t.Errorf("bind: %v, want %v", err, errConnectionLost)
			}
			if got := r.book.doubtful(vm.UID); got != tc.wantKept {
				t.Errorf("the room stays promised: %v, want %v", got, tc.wantKept)
			}
			if _, err := r.settleDoubt(t.Context(), vm); err != nil {
				t.Fatal(err)
			}
			if got := r.book.doubtful(vm.UID); got != tc.wantBound {
				t.Errorf("the room stays promised after a live reading: %v, want %v", got, tc.wantBound)
			}
			if err := cp.Client.Get(t.Context(), client.ObjectKeyFromObject(vm), vm); err != nil || (vm.Spec.Host != "") != tc.wantBound {
				t.Errorf("the API server has host %q (error %v), want bound: %v", vm.Spec.Host, err, tc.wantBound)
			}
		})
	}
}

func conflict() error {
	return apierrors.NewConflict(schema.GroupResource{Resource: "virtualmachines"}, "web-1", errors.New("changed"))
}

// failing is a reconciler over one host whose writes of bindings go wrong.
func failing(t *testing.T, cp *controlplane.ControlPlane, patch func(write func() error) error) *MachineReconciler {
	t.Helper()
	c, err := client.NewWithWatch(cp.Config, client.Options{Scheme: scheme.New()})
	if err != nil {
		t.Fatal(err)
	}
	broken := interceptor.NewClient(c, interceptor.Funcs{
		Patch: func(ctx context.Context, c client.WithWatch, obj client.Object, p client.Patch, opts ...client.PatchOption) error {
			return patch(func() error { return c.Patch(ctx, obj, p, opts...) })
		},
	})
	return &MachineReconciler{
		Keeper: owned.Keeper{Client: broken, Live: c, Owner: fieldOwner},
		Events: events.NewFakeRecorder(10),
		book:   openBook(),
	}
}
