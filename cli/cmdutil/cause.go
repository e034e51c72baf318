package cmdutil

import (
	"errors"
	"io"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/govtech-kz/ikp/internal/text"
)

// Cause is one reason why a request failed.
type Cause struct {
	// Reason code of the platform; empty when the answer carries none.
	Reason string
	// Text with the numbers and the way out.
	Text string
	// Rule is the id of the rule that refuses; empty when none is named.
	Rule string
}

// Causes are all reasons of one failure.
type Causes []Cause

// FailureOf are the causes of an error that the catalogue can explain; those of
// malformed fields, which say all there is to say, are left out.
func FailureOf(err error, texts *text.Catalogue) Causes {
	var status apierrors.APIStatus
	if !errors.As(err, &status) {
		return nil
	}
	var known Causes
	for _, c := range causesOf(status) {
		if c.entry(texts) != (text.Entry{}) {
			known = append(known, c)
		}
	}
	return known
}

func causesOf(status apierrors.APIStatus) Causes {
	details := status.Status().Details
	if details == nil {
		return nil
	}
	var out Causes
	for _, c := range details.Causes {
		out = append(out, cause(c))
	}
	return out
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

func (all Causes) write(w io.Writer, paint Colours, texts *text.Catalogue) error {
	t := &Table{Heads: []string{"", ""}, Bare: true}
	for i, c := range all {
		if i > 0 {
			t.Add("", "")
		}
		for _, line := range c.lines(texts) {
			t.Rows = append(t.Rows, []Cell{{Text: line[0], Paint: paint.Bold}, {Text: line[1]}})
		}
	}
	return t.Write(w)
}
