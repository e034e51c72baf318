package intake

import (
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

// retryAfterSeconds is when a host asks a ledger again that did not answer. Its
// journal keeps the records meanwhile.
const retryAfterSeconds = 5

var resource = schema.GroupResource{Group: subresources.GroupVersion.Group, Resource: "usagebatches"}

func notTheHost(batch *subresources.UsageBatch) error {
	return apierrors.NewForbidden(resource, batch.Name,
		fmt.Errorf("usage of host %q is reported by user %q alone", batch.Host, compute.HostUser(batch.Host)))
}

func invalid(batch *subresources.UsageBatch, errs field.ErrorList) error {
	return apierrors.NewInvalid(subresources.GroupVersion.WithKind("UsageBatch").GroupKind(), batch.Name, errs)
}

// unrecorded tells a host what to do about a batch that was not stored.
func unrecorded(batch *subresources.UsageBatch, err error) error {
	unavailable := apierrors.NewServiceUnavailable(fmt.Sprintf(
		"the ledger has not answered since %s: keep the usage of host %q and send it again", ledger.SilentSince(err), batch.Host))
	unavailable.ErrStatus.Details = &metav1.StatusDetails{
		RetryAfterSeconds: retryAfterSeconds,
		Causes:            []metav1.StatusCause{{Type: compute.ReasonLedgerUnavailable, Message: "the ledger did not answer"}},
	}
	return unavailable
}
