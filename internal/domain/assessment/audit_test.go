package assessment_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/assessment"
)

func TestAnAudit(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*assessment.Audit)
		open   []string
		done   bool
	}{
		"is done when all is answered and decided and no risk is grave": {
			func(*assessment.Audit) {}, nil, true,
		},
		"is not done while nobody has decided": {
			func(a *assessment.Audit) { a.Decided = "" }, nil, false,
		},
		"is not done while somebody says that he does not know": {
			func(a *assessment.Audit) { a.Answers["sources"] = assessment.NotKnown }, nil, false,
		},
		"is not done while a grave answer has no remedy": {
			func(a *assessment.Audit) { a.Answers["sources"] = "nobody" }, []string{`sources is "nobody"`}, false,
		},
		"takes a remedy for the answer's risk": {
			func(a *assessment.Audit) {
				a.Answers["sources"] = "nobody"
				a.Risks = []assessment.Risk{{Text: "sources are lost", Question: "sources", Level: assessment.High, Mitigation: "write it anew by 2027"}}
			}, nil, true,
		},
		"does not take the remedy of another question": {
			func(a *assessment.Audit) {
				a.Answers["sources"] = "nobody"
				a.Risks = []assessment.Risk{{Text: "no papers", Question: "documentation", Level: assessment.High, Mitigation: "write them"}}
			}, []string{`sources is "nobody"`}, false,
		},
		"names a risk that people have written down and the answer's once": {
			func(a *assessment.Audit) {
				a.Answers["sources"] = "nobody"
				a.Risks = []assessment.Risk{{Text: "sources are lost", Question: "sources", Level: assessment.High}}
			}, []string{"sources are lost"}, false,
		},
		"lets a small risk be": {
			func(a *assessment.Audit) {
				a.Risks = []assessment.Risk{{Text: "a holiday", Level: assessment.Low}}
			}, nil, true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := assessment.Audit{Answers: best(), Decided: assessment.Move}
			tc.change(&a)
			if diff := cmp.Diff(tc.open, a.Unmitigated()); diff != "" {
				t.Errorf("Unmitigated (-want +got):\n%s", diff)
			}
			if a.Done() != tc.done {
				t.Errorf("Done = %t", a.Done())
			}
		})
	}
}

func TestWhatNobodyKnowsIsAsOpenAsWhatNobodyAnswered(t *testing.T) {
	silent, ignorant := best(), best()
	delete(silent, "sources")
	ignorant["sources"] = assessment.NotKnown
	if diff := cmp.Diff(assessment.Assess(silent), assessment.Assess(ignorant)); diff != "" {
		t.Errorf("-silent +ignorant:\n%s", diff)
	}
}

func TestNoAuditWithAnOpenQuestionIsDone(t *testing.T) {
	questions := assessment.Questions()
	rapid.Check(t, func(t *rapid.T) {
		a := assessment.Audit{Answers: best(), Decided: assessment.Stay}
		q := rapid.SampledFrom(questions).Draw(t, "open")
		a.Answers[q.ID] = rapid.SampledFrom([]string{"", assessment.NotKnown, "moon"}).Draw(t, "answer")
		if a.Done() {
			t.Fatalf("%s is open and the audit is done", q.ID)
		}
	})
}
