package assessment

import (
	"fmt"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
	"github.com/govtech-kz/ikp/internal/domain/duplicate"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/kit"
)

// mostAlike is how many systems that are alike a status names.
const mostAlike = 10

// report is the whole status of an assessment.
func report(a *api.SystemAssessment, o observation) kit.Report {
	answeredC, mitigatedC, decidedC, distinctC := answered(o), mitigated(o), decided(o), distinct(o)
	return kit.Report{
		Conditions: []metav1.Condition{ready(a, o, answeredC, mitigatedC, decidedC), answeredC, mitigatedC, decidedC, distinctC},
		Fields: map[string]any{
			"readiness":  int32(o.result.Readiness), //nolint:gosec // 0 to 100
			"unanswered": o.result.Unanswered, "foreign": o.result.Unknown,
			"suggested": o.result.Suggested, "because": because(o), "risks": risks(o),
			"duplicates": duplicates(o), "contentHash": o.hash,
		},
	}
}

// because names the questions that speak for more than a plain move.
func because(o observation) []string {
	if o.result.Suggested == assessment.Move {
		return nil
	}
	return o.result.Because
}

// ready is true when all that holds up the audit is; else the first that does.
func ready(a *api.SystemAssessment, o observation, parts ...metav1.Condition) metav1.Condition {
	if o.missing {
		return kit.False(api.ConditionReady, api.ReasonSystemMissing, "system %s does not exist; create it or correct spec.system", a.Spec.System)
	}
	for _, c := range parts {
		if c.Status != metav1.ConditionTrue {
			return kit.False(api.ConditionReady, c.Reason, "%s", c.Message)
		}
	}
	return kit.True(api.ConditionReady, api.ReasonAudited, "readiness %d of 100, disposition %s (%s)",
		o.result.Readiness, o.audit.Decided, migration.RuleAudit)
}

func answered(o observation) metav1.Condition {
	total := len(assessment.Questions())
	if open := len(o.result.Unanswered); open > 0 {
		return kit.False(api.ConditionAnswered, api.ReasonQuestionsOpen, "open questions: %d of %d: %s%s; answer them: ikpctl assessment answer %s --set QUESTION=ANSWER (%s)",
			open, total, strings.Join(o.result.Unanswered, ", "), foreign(o), o.id, migration.RuleAudit)
	}
	return kit.True(api.ConditionAnswered, api.ReasonAllAnswered, "all %d questions are answered%s", total, foreign(o))
}

// foreign says which answers were not taken.
func foreign(o observation) string {
	if len(o.result.Unknown) == 0 {
		return ""
	}
	return "; the questionnaire does not have " + strings.Join(o.result.Unknown, ", ")
}

func mitigated(o observation) metav1.Condition {
	const kind = api.ConditionRisksMitigated
	switch open := o.audit.Unmitigated(); {
	case len(open) > 0:
		return kit.False(kind, api.ReasonRisksOpen, "nothing is done about grave risks: %s; say what is: ikpctl assessment risk %s (%s)",
			strings.Join(open, "; "), o.id, migration.RuleAudit)
	case !o.result.Complete():
		return kit.Unknown(kind, api.ReasonQuestionsOpen, "open questions may hold grave risks: %d", len(o.result.Unanswered))
	}
	return kit.True(kind, api.ReasonRisksAnswered, "grave risks in the answers, each with a remedy: %d", len(o.result.Risks))
}

func decided(o observation) metav1.Condition {
	const kind = api.ConditionDecided
	switch d, s := o.audit.Decided, o.result.Suggested; {
	case d == "" && s == "":
		return kit.False(kind, api.ReasonDispositionOpen, "nobody has said what becomes of the system, and no answer speaks for anything (%s)", migration.RuleAudit)
	case d == "":
		return kit.False(kind, api.ReasonDispositionOpen, "nobody has said what becomes of the system; the answers speak for %s; decide: ikpctl assessment decide %s DISPOSITION (%s)",
			s, o.id, migration.RuleAudit)
	case d != s:
		return kit.True(kind, api.ReasonDecidedOtherwise, "%s is decided; the answers speak for %s", d, or(s, "nothing yet"))
	default:
		return kit.True(kind, api.ReasonAsSuggested, "%s is decided, and the answers speak for it", d)
	}
}

func or(d assessment.Disposition, none string) string {
	if d == "" {
		return none
	}
	return string(d)
}

func distinct(o observation) metav1.Condition {
	const kind = api.ConditionDistinct
	switch {
	case o.missing:
		return kit.Unknown(kind, api.ReasonSystemMissing, "there is no system to compare")
	case len(o.alike) == 0:
		return kit.True(kind, api.ReasonNoneAlike, "no system of another owner is alike in words")
	}
	names := make([]string, 0, mostAlike)
	for _, p := range o.alike[:min(mostAlike, len(o.alike))] {
		names = append(names, fmt.Sprintf("%s (%s, %d ‰)", p.Other(o.id), grade(p), p.Permille))
	}
	return kit.False(kind, api.ReasonAlikeFound, "systems that seem to carry the same function: %d: %s", len(o.alike), strings.Join(names, ", "))
}

func grade(p duplicate.Pair) string {
	if p.Likely {
		return "likely"
	}
	return "possible"
}

func risks(o observation) []api.AnswerRisk {
	var all []api.AnswerRisk
	for _, r := range o.audit.Grave() {
		all = append(all, api.AnswerRisk{Question: r.Question, Answer: r.Answer, Level: api.RiskLevel(r.Level), Mitigation: r.Mitigation})
	}
	return all
}

func duplicates(o observation) []api.DuplicateCandidate {
	var all []api.DuplicateCandidate
	for _, p := range o.alike[:min(mostAlike, len(o.alike))] {
		agency, system, _ := strings.Cut(p.Other(o.id), "/")
		all = append(all, api.DuplicateCandidate{
			System:   tenancy.SystemReference{Agency: agency, Name: system},
			Permille: int32(p.Permille), //nolint:gosec // 0 to 1000
			Likely:   p.Likely,
			Because:  strings.Join(p.Shared, ", "),
		})
	}
	return all
}
