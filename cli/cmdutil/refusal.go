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
	// Action that was refused; empty when it is not known.
	Action Action
	// Object of the action, as kind/name.
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

// noRight is the catalogue's entry for a refusal by the authorizer, which names
// no cause.
const noRight = "AccessDenied"

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
	var doing *ActionError
	if errors.As(err, &doing) {
		r.Action, r.Object = doing.Action, doing.Object
	}
	if s.Details != nil {
		for _, c := range s.Details.Causes {
			r.Causes = append(r.Causes, cause(c))
		}
	}
	if len(r.Causes) == 0 {
		r.Causes = []Cause{{Reason: noRight, Text: s.Message}}
	}
	return r, true
}

// cause reads a cause that a webhook or an admission policy gave. A policy gives
// no code, but says its own name before its words.
func cause(c metav1.StatusCause) Cause {
	words := c.Message
	if _, after, ok := strings.Cut(words, " denied request: "); ok {
		words = after
	}
	return Cause{Reason: string(c.Type), Text: words, Rule: RulesIn(words)}
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
	t := &Table{Heads: []string{"", ""}, Bare: true}
	for i, c := range r.Causes {
		if i > 0 {
			t.Add("", "")
		}
		for _, line := range c.lines(texts) {
			t.Rows = append(t.Rows, []Cell{{Text: line[0], Paint: paint.Bold}, {Text: line[1]}})
		}
	}
	return t.Write(w)
}
