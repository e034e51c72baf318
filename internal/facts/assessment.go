package facts

import (
	migrationapi "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
)

// Audit is what an assessment says, for the rules.
func Audit(s migrationapi.SystemAssessmentSpec) assessment.Audit {
	a := assessment.Audit{Answers: map[string]string{}, Decided: assessment.Disposition(s.Disposition)}
	for _, x := range s.Answers {
		a.Answers[x.Question] = x.Answer
	}
	for _, r := range s.Risks {
		a.Risks = append(a.Risks, assessment.Risk{
			Text: r.Text, Question: r.Question, Level: assessment.Level(r.Level), Mitigation: r.Mitigation,
		})
	}
	return a
}
