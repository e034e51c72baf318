package webhook

import (
	"context"
	"net/http"

	admissionv1 "k8s.io/api/admission/v1"
	authenticationv1 "k8s.io/api/authentication/v1"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/govtech-kz/ikp/internal/facts"
)

// checks holds what the checks of all kinds look at.
type checks struct {
	reader client.Reader
	// library reads the rules in force.
	library *facts.Library
	ledger  Looker
	clock   clock.PassiveClock
}

// object is a pointer to an API type, so that the handler can make one.
type object[T any] interface {
	*T
	client.Object
}

// change is one create or update.
type change[T any] struct {
	// now is the object as it is asked for.
	now *T
	// before is nil on a create.
	before *T
	// by is who asks.
	by authenticationv1.UserInfo
}

// handle makes a handler of a check. The check's error means that it could not
// look: the request is answered with 500 and may be repeated.
func handle[T any, P object[T]](decoder admission.Decoder, check func(context.Context, change[T], *verdict) error) admission.Handler {
	return admission.HandlerFunc(func(ctx context.Context, req admission.Request) admission.Response {
		c, err := decode[T, P](decoder, req)
		if err != nil {
			return admission.Errored(http.StatusBadRequest, err)
		}
		// A name that is generated, and the namespace, are in the request alone.
		P(c.now).SetNamespace(req.Namespace)
		var v verdict
		if err := check(ctx, c, &v); err != nil {
			ctrl.LoggerFrom(ctx).Error(err, "Admission could not look")
			return admission.Errored(http.StatusInternalServerError, err)
		}
		return v.response(req)
	})
}

func decode[T any, P object[T]](decoder admission.Decoder, req admission.Request) (change[T], error) {
	c := change[T]{now: new(T), by: req.UserInfo}
	if err := decoder.Decode(req, P(c.now)); err != nil {
		return c, err
	}
	if req.Operation == admissionv1.Update {
		c.before = new(T)
		return c, decoder.DecodeRaw(req.OldObject, P(c.before))
	}
	return c, nil
}
