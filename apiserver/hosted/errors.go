package hosted

import (
	"errors"
	"fmt"
	"net/http"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// retryAfterSeconds is when to ask again while the API server does not answer.
const retryAfterSeconds = 2

// errNotOwn says that an object is another host's, or none's. The caller learns
// no more than that he has no such object.
var errNotOwn = errors.New("not of this host")

func (k kind) notAnAgent(user string) error {
	return apierrors.NewForbidden(k.resource(), "", fmt.Errorf(
		"%s are read and written by the agents of hosts, users %s<name> of group %s, and not by %q", k.plural, compute.HostUserPrefix, compute.GroupHosts, user))
}

func (w writer) otherEncoding() error {
	return &apierrors.StatusError{ErrStatus: metav1.Status{
		Status: metav1.StatusFailure, Code: http.StatusUnsupportedMediaType, Reason: metav1.StatusReasonUnsupportedMediaType,
		Message: fmt.Sprintf("the %s of %s are written as %s alone", w.part.name, w.kind.plural, w.part.encoding),
	}}
}

// answer is an error of the API server in the words of what is served here.
func (k kind) answer(name string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, errNotOwn) || name != "" && apierrors.IsNotFound(err) {
		return apierrors.NewNotFound(k.resource(), name)
	}
	var told apierrors.APIStatus
	if errors.As(err, &told) {
		return &apierrors.StatusError{ErrStatus: told.Status()}
	}
	down := apierrors.NewServiceUnavailable("the API server did not answer: machines go on running, try again")
	down.ErrStatus.Details = &metav1.StatusDetails{RetryAfterSeconds: retryAfterSeconds}
	return down
}
