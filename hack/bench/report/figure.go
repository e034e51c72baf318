package report

import (
	"fmt"
	"math"
	"strconv"
)

// Figure is one measured value.
type Figure struct {
	// Name says what was measured, in parts joined by dots: decide.5000.plain. The
	// area is put before it.
	Name string
	// Value is the measured value.
	Value float64
	// Unit is one word: 1/s, ms, KB, ratio.
	Unit string
	// Goal is what the value should be. Zero: the figure has none.
	Goal Goal
	// Against says what the value was compared with, with that thing's own figure.
	Against string
}

// Goal is a bound of a figure.
type Goal struct {
	op    string
	bound float64
}

// AtLeast is the goal of a value that should be no less than bound.
func AtLeast(bound float64) Goal { return Goal{">=", bound} }

// AtMost is the goal of a value that should be no more than bound.
func AtMost(bound float64) Goal { return Goal{"<=", bound} }

// Below is the goal of a value that should be less than bound.
func Below(bound float64) Goal { return Goal{"<", bound} }

// met is judged on the value as measured, not as printed.
func (g Goal) met(value float64) bool {
	switch g.op {
	case ">=":
		return value >= g.bound
	case "<=":
		return value <= g.bound
	}
	return value < g.bound
}

// verdict is ok or short. A figure without a goal has none.
func (f Figure) verdict() string {
	switch {
	case f.Goal == Goal{}:
		return "-"
	case f.Goal.met(f.Value):
		return "ok"
	}
	return "short"
}

func (f Figure) goal() string {
	if f.Goal == (Goal{}) {
		return "- -"
	}
	return f.Goal.op + " " + strconv.FormatFloat(f.Goal.bound, 'f', -1, 64)
}

// line is how a figure is printed: three dashes where there is no goal.
func (f Figure) line() string {
	return fmt.Sprintf("bench %s %s %s goal %s %s", f.Name, number(f.Value), f.Unit, f.goal(), f.verdict())
}

// number has three digits that count, and whole numbers from a hundred on.
func number(v float64) string {
	if abs := math.Abs(v); abs >= 100 || v == math.Trunc(v) {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	digits := 2 - int(math.Floor(math.Log10(math.Abs(v))))
	return strconv.FormatFloat(v, 'f', digits, 64)
}
