package trial

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Port on which a listening probe answers, and Greeting what it says: nobody else
// is taken for it.
const (
	Port     = 8642
	Greeting = "ikp-probe\n"
)

// ReportFile is where Kubernetes takes the last word of a container from.
const ReportFile = "/dev/termination-log"

// Target is an address that a probe tries to reach.
type Target struct {
	// Name of the target, for people: "within", "api-server".
	Name string
	// Address is host:port.
	Address string
}

// Arg is the target as an argument of the probe.
func (t Target) Arg() string { return t.Name + "=" + t.Address }

// ParseTarget reads an argument.
func ParseTarget(arg string) (Target, error) {
	name, address, found := strings.Cut(arg, "=")
	if !found || name == "" || address == "" {
		return Target{}, fmt.Errorf("target %q: want NAME=HOST:PORT", arg)
	}
	return Target{Name: name, Address: address}, nil
}

// Outcome is what came of one target.
type Outcome struct {
	// Name of the target.
	Name string `json:"name"`
	// Reached says that a connection was made.
	Reached bool `json:"reached"`
	// Detail is why not.
	Detail string `json:"detail,omitempty"`
}

// longestDetail keeps a report within what Kubernetes keeps of a container's last
// word, 4096 bytes.
const longestDetail = 200

// Encode is a report as the probe writes it.
func Encode(outcomes []Outcome) ([]byte, error) {
	for i := range outcomes {
		if d := outcomes[i].Detail; len(d) > longestDetail {
			outcomes[i].Detail = strings.ToValidUTF8(d[:longestDetail], "")
		}
	}
	return json.Marshal(outcomes)
}

// Decode reads a report. One that says nothing is an error: a probe that was
// killed reports nothing.
func Decode(report string) ([]Outcome, error) {
	var outcomes []Outcome
	if err := json.Unmarshal([]byte(report), &outcomes); err != nil {
		return nil, fmt.Errorf("reading a probe's report: %w", err)
	}
	if len(outcomes) == 0 {
		return nil, errors.New("reading a probe's report: it tried nothing")
	}
	return outcomes, nil
}
