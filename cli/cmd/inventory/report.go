package inventory

import (
	"errors"
	"fmt"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

// Report is what an import has done, or would do.
type Report struct {
	DryRun bool `json:"dryRun"`
	// Refused says that nothing was, or would be, imported.
	Refused  bool  `json:"refused"`
	Agencies Count `json:"agencies"`
	Systems  Count `json:"systems"`
	// ParticipationByRule is how many agencies' participation follows from their
	// kind (C-7.6).
	ParticipationByRule int `json:"participationByRule"`
	// Kept are fields that somebody else has filled.
	Kept     []Kept              `json:"kept"`
	Problems []inventory.Problem `json:"problems"`
}

// Count is what became of the records of one list.
type Count struct {
	Created   int `json:"created"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
}

func (c *Count) add(o outcome) {
	switch o {
	case created:
		c.Created++
	case updated:
		c.Updated++
	case unchanged:
		c.Unchanged++
	}
}

// Kept is a field in which the platform differs from the list and stays as it is.
type Kept struct {
	File   string `json:"file"`
	Row    int    `json:"row,omitempty"`
	Column string `json:"column"`
	Object string `json:"object"`
	// Value is what the list says.
	Value string `json:"value"`
	// By says who has filled the field, or why it stays.
	By string `json:"by"`
}

func (r *Report) keep(k Kept) { r.Kept = append(r.Kept, k) }

func (r record) kept(field string, value any, message string) Kept {
	return Kept{
		File: r.file, Row: r.row, Column: r.column(field), Object: r.noun(), Value: fmt.Sprint(value),
		By: strings.TrimPrefix(message, "conflict with "),
	}
}

func (r record) noun() string {
	return strings.ToLower(r.object.GetKind()) + "/" + r.object.GetName()
}

// column is the heading of a field, or the field's own path.
func (r record) column(field string) string {
	if c, ok := r.columns["."+strings.TrimPrefix(field, ".")]; ok {
		return c
	}
	return field
}

// blame puts a refusal of the API server down to the record's row. It reports
// false for errors that are not the record's fault.
func (r *Report) blame(rec record, err error) bool {
	var status apierrors.APIStatus
	if !apierrors.IsInvalid(err) || !errors.As(err, &status) {
		return false
	}
	causes := []metav1.StatusCause{{Message: err.Error()}}
	if d := status.Status().Details; d != nil && len(d.Causes) > 0 {
		causes = d.Causes
	}
	for _, c := range causes {
		r.Problems = append(r.Problems, inventory.Problem{
			File: rec.file, Row: rec.row, Column: rec.column(c.Field), Value: rec.object.GetName(),
			What: "is refused by the platform: " + c.Message, WayOut: "change the cell, or the object", Severity: inventory.SeverityError,
		})
	}
	return true
}

func (r *Report) errors() int {
	n := 0
	for _, p := range r.Problems {
		if p.Severity == inventory.SeverityError {
			n++
		}
	}
	return n
}
