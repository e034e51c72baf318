package regulation

import (
	"fmt"
	"strconv"
	"time"
)

// Parameters are the numbers and words of a check, by name.
type Parameters map[string]string

// Int is a whole number, or otherwise when the parameter is not set.
func (p Parameters) Int(name string, otherwise int) (int, error) {
	text, set := p[name]
	if !set {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("reading parameter %q: %q is not a whole number", name, text)
	}
	return n, nil
}

// with is p with each of the changes in its place.
func (p Parameters) with(changes Parameters) Parameters {
	if len(changes) == 0 {
		return p
	}
	merged := make(Parameters, len(p)+len(changes))
	for k, v := range p {
		merged[k] = v
	}
	for k, v := range changes {
		merged[k] = v
	}
	return merged
}

// Alike reports whether a value has the form of another: a whole number, a day, or
// any word where there is nothing to compare with.
func Alike(like, value string) bool {
	if _, err := strconv.Atoi(like); err == nil {
		_, err := strconv.Atoi(value)
		return err == nil
	}
	if _, err := time.Parse(time.DateOnly, like); err == nil {
		_, err := time.Parse(time.DateOnly, value)
		return err == nil
	}
	return value != ""
}
