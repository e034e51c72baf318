package inventories

import (
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// retryAfterSeconds is when a source tells a ledger again that did not answer.
const retryAfterSeconds = 5

var resource = schema.GroupResource{Group: subresources.GroupVersion.Group, Resource: "residencyinventories"}

func notTheSource(i *subresources.ResidencyInventory, user string) error {
	return apierrors.NewForbidden(resource, i.Name, fmt.Errorf("this inventory is reported by user %q alone", user))
}

func invalid(i *subresources.ResidencyInventory, errs field.ErrorList) error {
	return apierrors.NewInvalid(subresources.GroupVersion.WithKind("ResidencyInventory").GroupKind(), i.Name, errs)
}

func unanswered(i *subresources.ResidencyInventory) error {
	err := apierrors.NewServiceUnavailable(fmt.Sprintf("the inventory of %s could not be kept: send the next one", source(i)))
	err.ErrStatus.Details = &metav1.StatusDetails{
		RetryAfterSeconds: retryAfterSeconds,
		Causes:            []metav1.StatusCause{{Type: compute.ReasonLedgerUnavailable, Message: "the ledger did not answer"}},
	}
	return err
}
