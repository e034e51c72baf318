package cmdutil

import (
	"errors"
	"fmt"
	"io"

	apierrors "k8s.io/apimachinery/pkg/api/errors"

	"github.com/govtech-kz/ikp/internal/text"
)

// Refusal is what the platform said when it refused a request.
type Refusal struct {
	// Action that was refused; empty when it is not known.
	Action Action
	// Object of the action, as kind/name.
	Object string
	// Causes are the reasons, each with its text.
	Causes Causes
}

// noRight is the catalogue's entry for a refusal by the authorizer, which names
// no cause.
const noRight = "AccessDenied"

// RefusalOf reads a refusal from an error of the API server: anything that was
// forbidden, by admission or for lack of rights.
func RefusalOf(err error) (Refusal, bool) {
	var status apierrors.APIStatus
	if !apierrors.IsForbidden(err) || !errors.As(err, &status) {
		return Refusal{}, false
	}
	r := Refusal{Causes: causesOf(status)}
	var doing *ActionError
	if errors.As(err, &doing) {
		r.Action, r.Object = doing.Action, doing.Object
	}
	if len(r.Causes) == 0 {
		r.Causes = Causes{{Reason: noRight, Text: status.Status().Message}}
	}
	return r, true
}

// Write explains the refusal to a person.
func (r Refusal) Write(w io.Writer, paint Colours, texts *text.Catalogue) error {
	heading := texts.Say("refused")
	if r.Action != "" {
		heading = texts.Say("refused-"+string(r.Action), "object", r.Object)
	}
	if _, err := fmt.Fprintln(w, paint.Bad(heading)); err != nil {
		return err
	}
	return r.Causes.write(w, paint, texts)
}
