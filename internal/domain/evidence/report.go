package evidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Schema names the shape of a report; it changes with the meaning of a field.
const Schema = "residency-report.ikp.gov.kz/v1"

// Report is where the bytes of one system were in one month.
type Report struct {
	// Schema is the constant of this name.
	Schema string `json:"schema"`
	// Agency and System that the report is about.
	Agency string `json:"agency"`
	System string `json:"system"`
	// Month in Kazakhstan, written 2026-11.
	Month string `json:"month"`
	// MadeAt is when the report was made. A report made before the month's end
	// is provisional.
	MadeAt time.Time `json:"madeAt"`
	// Provisional says that the month was not over.
	Provisional bool `json:"provisional"`
	// PersonalData and Segment are the passport's answers when it was made.
	PersonalData string `json:"personalData"`
	Segment      string `json:"segment"`
	// Stays are the places where bytes lay, in the order of their beginning.
	Stays []Stay `json:"stays"`
	// Verdicts by which they were judged.
	Verdicts []Verdict `json:"verdicts"`
	// Exceptions that were used.
	Exceptions []Exception `json:"exceptions"`
	// Drifts are what the audit found elsewhere than it may be.
	Drifts []Drift `json:"drifts"`
}

// Stay is bytes at a place for a time.
type Stay struct {
	// Kind of the bytes: Machine, Snapshot, Backup, Image, ….
	Kind string `json:"kind"`
	// Resource is its name and UID.
	Resource string `json:"resource"`
	UID      string `json:"uid"`
	// Host, DataCentre and Country where they lay.
	Host       string `json:"host"`
	DataCentre string `json:"dataCentre"`
	Country    string `json:"country"`
	// From is the first moment within the month, To the last; nil: still there.
	From time.Time  `json:"from"`
	To   *time.Time `json:"to,omitempty"`
	// MovedBy is who asked for the resource.
	MovedBy string `json:"movedBy"`
}

// Verdict is one rule's answer about one place for a time.
type Verdict struct {
	Rule       string `json:"rule"`
	Edition    string `json:"edition"`
	DataCentre string `json:"dataCentre"`
	// Outcome is Kept, Warned, Excepted or Broken.
	Outcome string `json:"outcome"`
	Message string `json:"message"`
	// From is the first moment within the month at which it was judged so, To the
	// last; nil: it still is.
	From time.Time  `json:"from"`
	To   *time.Time `json:"to,omitempty"`
}

// Exception that was used.
type Exception struct {
	Name        string    `json:"name"`
	Act         string    `json:"act"`
	Rules       []string  `json:"rules"`
	DataCentres []string  `json:"dataCentres"`
	ValidFrom   time.Time `json:"validFrom"`
	ExpiresAt   time.Time `json:"expiresAt"`
	ApprovedBy  []string  `json:"approvedBy"`
}

// Drift is a finding of the continuous audit.
type Drift struct {
	// Since when it was seen, Until when it was gone; nil: it is still there.
	Since time.Time  `json:"since"`
	Until *time.Time `json:"until,omitempty"`
	Rule  string     `json:"rule"`
	// Resource and Place say what was found where.
	Resource string `json:"resource"`
	Place    string `json:"place"`
	Message  string `json:"message"`
}

// Encode is the one form of a report that is signed: the same report is the same
// bytes.
func (r Report) Encode() ([]byte, error) {
	r.Schema = Schema
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return nil, fmt.Errorf("encoding the report: %w", err)
	}
	return b.Bytes(), nil
}

// ErrSchema is a report of another shape than this program knows.
var ErrSchema = errors.New("the report has another schema than " + Schema + "; use the program of its time")

// Decode reads a report.
func Decode(raw []byte) (Report, error) {
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return Report{}, fmt.Errorf("reading the report: %w", err)
	}
	if head.Schema != Schema {
		return Report{}, ErrSchema
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	var r Report
	if err := d.Decode(&r); err != nil {
		return Report{}, fmt.Errorf("reading the report: %w", err)
	}
	return r, nil
}
