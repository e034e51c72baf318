package migration

import (
	"fmt"
	"slices"
	"strings"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Codes of obstacles.
const (
	CodePassportGaps       = "PassportGaps"
	CodeMeasureOpen        = "MeasureOpen"
	CodeMeasureRejected    = "MeasureRejected"
	CodeMeasureTooEarly    = "MeasureTooEarly"
	CodeAssessmentOpen     = "AssessmentOpen"
	CodeNotForMove         = "NotForMove"
	CodeCategoryMissing    = "CategoryMissing"
	CodeConsentMissing     = "ConsentMissing"
	CodeStageMissing       = "StageMissing"
	CodeStageEarly         = "StageEarly"
	CodeSiteUnknown        = "SiteUnknown"
	CodeSiteConforms       = "SiteConforms"
	CodeUsefulLife         = "UsefulLife"
	CodeUnfunded           = "Unfunded"
	CodeBeyondHorizon      = "BeyondHorizon"
	CodeEnvironmentMissing = "EnvironmentMissing"
	CodeQuotaShort         = "QuotaShort"
	CodeResidencyRefused   = "ResidencyRefused"
	CodePilotOpen          = "PilotOpen"
	CodeNotRehearsed       = "NotRehearsed"
	CodeDeltaMissing       = "DeltaMissing"
	CodeCriteriaFailed     = "CriteriaFailed"
	CodeNotAccepted        = "NotAccepted"
	CodeClearanceMissing   = "ClearanceMissing"
	CodeWindowMissing      = "WindowMissing"
	CodeWindowClosed       = "WindowClosed"
	CodeFrozen             = "Frozen"
	CodeRollbackUntried    = "RollbackUntried"
	CodeDependencyOld      = "DependencyOld"
	CodeDependencyAdrift   = "DependencyAdrift"
	CodeHypercare          = "Hypercare"
	CodeSourceRuns         = "SourceRuns"
	CodeDecommissionOpen   = "DecommissionOpen"
	CodeDataRemains        = "DataRemains"
)

// Parties who owe a step.
const (
	partyAgency     = "GO"
	partyOperator   = "OPERATOR"
	partyIntegrator = "SI"
)

// Obstacle is a reason why a gate is shut.
type Obstacle struct {
	// Gate is the state that cannot be entered.
	Gate State
	// Code is stable, Rule demands it, Party owes the next step.
	Code, Rule, Party string
	// Message says what, why and the way out.
	Message string
}

// demand is one thing that a gate asks for.
type demand struct {
	// rule that makes the demand; how it is enforced is for the edition to say.
	rule string
	// missing says what is missing, or nothing.
	missing func(Facts) []Obstacle
}

// one is an obstacle when so.
func one(so func(Facts) bool, code, party, format string, args ...func(Facts) any) func(Facts) []Obstacle {
	return func(f Facts) []Obstacle {
		if !so(f) {
			return nil
		}
		values := make([]any, len(args))
		for i, arg := range args {
			values[i] = arg(f)
		}
		return []Obstacle{{Code: code, Party: party, Message: fmt.Sprintf(format, values...)}}
	}
}

// measures are the open ones that keep a gate shut, an obstacle for each party.
func measures(gate State) func(Facts) []Obstacle {
	return func(f Facts) []Obstacle {
		var all []Obstacle
		for _, m := range f.Measures {
			if m.Gate == gate {
				all = append(all, m.obstacles(f)...)
			}
		}
		return all
	}
}

func (m Measure) obstacles(f Facts) []Obstacle {
	var all []Obstacle
	for _, p := range m.Rejected {
		all = append(all, Obstacle{Code: CodeMeasureRejected, Rule: m.Rule, Party: p, Message: fmt.Sprintf(
			"%s has rejected measure %d; mend what it names and ask it again", p, m.Number)})
	}
	for _, p := range m.Waiting {
		all = append(all, Obstacle{Code: CodeMeasureOpen, Rule: m.Rule, Party: p, Message: fmt.Sprintf(
			"measure %d waits for %s%s: ikpctl measure approve %s %d", m.Number, p, m.again(p), f.Name, m.Number)})
	}
	for _, before := range m.After {
		all = append(all, Obstacle{Code: CodeMeasureTooEarly, Rule: m.Rule, Party: f.owes(before), Message: fmt.Sprintf(
			"measure %d counts only after measure %d is closed", m.Number, before)})
	}
	return all
}

// again says why a party that has spoken is asked once more.
func (m Measure) again(party string) string {
	if !slices.Contains(m.Outdated, party) {
		return ""
	}
	return fmt.Sprintf(", whose word was given before %s changed", about[PartOf(MeasureMatter(m.Number))])
}

// owes is the party that an open measure waits for: its own, or that of a measure
// which comes before it.
func (f Facts) owes(measure int) string {
	for range f.Measures {
		i := slices.IndexFunc(f.Measures, func(m Measure) bool { return m.Number == measure })
		if i < 0 {
			break
		}
		m := f.Measures[i]
		if waits := slices.Concat(m.Rejected, m.Waiting); len(waits) > 0 {
			return waits[0]
		}
		if len(m.After) == 0 {
			break
		}
		measure = m.After[0]
	}
	return partyIntegrator
}

// shut is what shuts a gate under the book, and what only warns.
func shut(t Transition, f Facts, book regulation.Book) (obstacles, warnings []Obstacle) {
	for _, d := range t.demands {
		for _, o := range d.missing(f) {
			if o.Rule == "" {
				o.Rule = d.rule
			}
			o.Gate, o.Message = t.To, cite(o)
			switch book.Enforcement(o.Rule) {
			case regulation.Deny:
				obstacles = append(obstacles, o)
			case regulation.Warn:
				warnings = append(warnings, o)
			case regulation.Off:
			}
		}
	}
	return obstacles, warnings
}

func cite(o Obstacle) string {
	if o.Rule == "" || strings.Contains(o.Message, "("+o.Rule+")") {
		return o.Message
	}
	return o.Message + " (" + o.Rule + ")"
}

// missing are the members of all that have none in some.
func missing(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(some, s) })
}
