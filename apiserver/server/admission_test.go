package server_test

import (
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// admits asks the webhooks, which share process and certificate.
func (w *world) admits(t *testing.T) {
	err := w.Client.Create(t.Context(), builders.VM("web-2", orphaned).Obj())
	if !apierrors.IsForbidden(err) || !apierrors.HasStatusCause(err, compute.ReasonSystemMissing) {
		t.Errorf("a machine of a system that is not registered was answered with %v, want Forbidden for SystemMissing", err)
	}
}
