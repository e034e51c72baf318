package tenant_test

import (
	"os"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m, controlplane.WithControllerManager())) }

func create(t *testing.T, c client.Client, objects ...client.Object) {
	t.Helper()
	for _, obj := range objects {
		if err := c.Create(t.Context(), obj); err != nil {
			t.Fatalf("creating %T %s: %v", obj, obj.GetName(), err)
		}
	}
}

func remove(t *testing.T, c client.Client, obj client.Object) {
	t.Helper()
	if err := c.Delete(t.Context(), obj); err != nil {
		t.Fatalf("deleting %T %s: %v", obj, obj.GetName(), err)
	}
}

// awaitReason waits until a condition of an object has a reason, and returns the
// condition.
func awaitReason(t *testing.T, c client.Client, obj client.Object, conditions *[]metav1.Condition, kind, reason string) metav1.Condition {
	t.Helper()
	var got metav1.Condition
	controlplane.Eventually(t, obj.GetName()+" says "+kind+" "+reason, func() bool {
		if err := c.Get(t.Context(), client.ObjectKeyFromObject(obj), obj); err != nil {
			return false
		}
		found := apimeta.FindStatusCondition(*conditions, kind)
		if found == nil || found.Reason != reason {
			return false
		}
		got = *found
		return true
	})
	return got
}

// awaitGone waits until an object no longer exists.
func awaitGone(t *testing.T, c client.Client, obj client.Object) {
	t.Helper()
	controlplane.Eventually(t, obj.GetName()+" is gone", func() bool {
		return apierrors.IsNotFound(c.Get(t.Context(), client.ObjectKeyFromObject(obj), obj))
	})
}
