package statements

import (
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// retryAfterSeconds is when to ask a ledger again that did not answer.
const retryAfterSeconds = 5

var resource = schema.GroupResource{Group: subresources.GroupVersion.Group, Resource: "statementviews"}

func notAMonth(name string) error {
	return notFound(name, fmt.Sprintf("there is no statement %q: a statement's name is its month, such as 2026-11", name))
}

func notBegun(name, running string) error {
	return notFound(name, fmt.Sprintf("month %s has not begun in Almaty: the running month is %s", name, running))
}

func noAgency(namespace, name string) error {
	return notFound(name, fmt.Sprintf("namespace %q is no agency's: statements are in agency-<slug>", namespace))
}

func notFound(name, message string) error {
	err := apierrors.NewNotFound(resource, name)
	err.ErrStatus.Message = message
	return err
}

func unanswered(agency string) error {
	err := apierrors.NewServiceUnavailable(
		fmt.Sprintf("the ledger did not answer about agency %q: try again, usage goes on being recorded", agency))
	err.ErrStatus.Details = &metav1.StatusDetails{
		RetryAfterSeconds: retryAfterSeconds,
		Causes:            []metav1.StatusCause{{Type: compute.ReasonLedgerUnavailable, Message: "the ledger did not answer"}},
	}
	return err
}
