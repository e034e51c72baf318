package cmdutil

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/govtech-kz/ikp/internal/text"
)

// Refusal is what the platform said when it refused a request.
type Refusal struct {
	// Object is what was refused, as kind/name.
	Object string
	// Causes are the reasons, each with its text.
	Causes []Cause
}

// Cause is one reason of a refusal.
type Cause struct {
	// Reason code of the API; empty when the refusal carries none.
	Reason string
	// Text with the numbers and the way out.
	Text string
	// Rule is the id of the rule that refuses; empty when none is named.
	Rule string
}

// rules finds the ids of rules that a text cites: C-1.3, KZ-PD-12.
var rules = regexp.MustCompile(`\b(C-\d+(\.\d+)?|KZ-[A-Z]+(-[0-9A-Z]+)*)\b`)

// RulesIn are the ids of the rules that a message cites, in its order.
func RulesIn(message string) string {
	seen, out := map[string]bool{}, []string{}
	for _, id := range rules.FindAllString(message, -1) {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return strings.Join(out, ", ")
}

// RefusalOf reads a refusal from an error of the API server: anything that was
// forbidden, by admission or for lack of rights.
func RefusalOf(err error) (Refusal, bool) {
	var status apierrors.APIStatus
	if !apierrors.IsForbidden(err) || !errors.As(err, &status) {
		return Refusal{}, false
	}
	s := status.Status()
	r := Refusal{}
	if d := s.Details; d != nil {
		r.Object = strings.Trim(d.Kind+"/"+d.Name, "/")
		for _, c := range d.Causes {
			r.Causes = append(r.Causes, cause(c))
		}
	}
	if len(r.Causes) == 0 {
		r.Causes = []Cause{cause(metav1.StatusCause{Message: s.Message})}
	}
	return r, true
}

func cause(c metav1.StatusCause) Cause {
	return Cause{Reason: string(c.Type), Text: c.Message, Rule: RulesIn(c.Message)}
}

// Write explains the refusal to a person.
func (r Refusal) Write(w io.Writer, paint Colours, texts *text.Catalogue) {
	heading := texts.Say("refused")
	if r.Object != "" {
		heading = texts.Say("refused-object", "object", r.Object)
	}
	fmt.Fprintln(w, paint.Bad(heading))
	for _, c := range r.Causes {
		for _, line := range c.lines(texts) {
			fmt.Fprintf(w, "  %s %s\n", paint.Bold(line[0]), line[1])
		}
	}
}
