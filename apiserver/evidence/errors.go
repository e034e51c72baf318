package evidence

import (
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// retryAfterSeconds is when to ask a ledger again that did not answer.
const retryAfterSeconds = 5

var (
	resourceReports  = schema.GroupResource{Group: subresources.GroupVersion.Group, Resource: "residencyreports"}
	resourceKeys     = schema.GroupResource{Group: subresources.GroupVersion.Group, Resource: "evidencekeys"}
	resourceFindings = schema.GroupResource{Group: subresources.GroupVersion.Group, Resource: "residencyfindings"}
)

func notAReport(name string) error {
	return notFound(resourceReports, name, fmt.Sprintf(
		"there is no report %q: a report's name is its system and month, such as esf.2026-11", name))
}

func notBegun(name, running string) error {
	return notFound(resourceReports, name, fmt.Sprintf(
		"the month of report %q has not begun in Almaty: the running month is %s", name, running))
}

func noAgency(namespace, name string) error {
	return notFound(resourceReports, name, fmt.Sprintf("namespace %q is no agency's: reports are in agency-<slug>", namespace))
}

func noSystem(n whereabouts.Name) error {
	return notFound(resourceReports, n.System, fmt.Sprintf(
		"agency %s has no system %s, and nothing of one is on record", n.Agency, n.System))
}

func noKey(name string) error {
	return notFound(resourceKeys, name, fmt.Sprintf("there is no evidence key %q: the one key is called %s, "+
		"and ikp-apiserver has it when it runs with --evidence-key-file", name, KeyName))
}

func notFound(r schema.GroupResource, name, message string) error {
	err := apierrors.NewNotFound(r, name)
	err.ErrStatus.Message = message
	return err
}

func noSigningKey() error {
	return apierrors.NewServiceUnavailable(
		"reports cannot be signed: the platform operator runs ikp-apiserver with --evidence-key-file")
}

func unanswered(n whereabouts.Name) error {
	return silent(fmt.Sprintf("the ledger did not answer about system %s/%s: try again", n.Agency, n.System))
}

func unansweredFindings() error { return silent("the ledger did not answer about findings: try again") }

func silent(message string) error {
	err := apierrors.NewServiceUnavailable(message)
	err.ErrStatus.Details = &metav1.StatusDetails{
		RetryAfterSeconds: retryAfterSeconds,
		Causes:            []metav1.StatusCause{{Type: compute.ReasonLedgerUnavailable, Message: "the ledger did not answer"}},
	}
	return err
}
