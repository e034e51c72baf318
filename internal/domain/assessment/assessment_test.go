package assessment_test

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/assessment"
)

// best answers every question by the answer that speaks most for a move.
func best() map[string]string {
	answers := map[string]string{}
	for _, q := range assessment.Questions() {
		answers[q.ID] = q.Answers[0].ID
	}
	return answers
}

func TestAssess(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(map[string]string)
		want   assessment.Result
	}{
		"a system with every good answer is ready to move": {
			func(map[string]string) {}, assessment.Result{Readiness: 100, Suggested: assessment.Move},
		},
		"an open question counts as nothing": {
			func(a map[string]string) { delete(a, "sources") },
			assessment.Result{Readiness: 91, Unanswered: []string{"sources"}, Suggested: assessment.Move},
		},
		"an answer that nobody offered leaves its question open": {
			func(a map[string]string) { a["sources"] = "moon" },
			assessment.Result{Readiness: 91, Unanswered: []string{"sources"}, Unknown: []string{"sources=moon"}, Suggested: assessment.Move},
		},
		"an answer to a question that nobody asked is named": {
			func(a map[string]string) { a["weather"] = "fine" },
			assessment.Result{Readiness: 100, Unknown: []string{"weather=fine"}, Suggested: assessment.Move},
		},
		"lost sources speak for a replacement and are a grave risk": {
			func(a map[string]string) { a["sources"] = "nobody" },
			assessment.Result{Readiness: 91, Suggested: assessment.Replace, Because: []string{"sources"}, Risks: []string{"sources"}},
		},
		"the gravest answer counts": {
			func(a map[string]string) { a["sources"], a["use"] = "nobody", "nobody" },
			assessment.Result{Readiness: 82, Suggested: assessment.WriteOff, Because: []string{"use"}, Risks: []string{"sources"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			answers := best()
			tc.change(answers)
			got := assessment.Assess(answers)
			if got.Suggested == assessment.Move {
				got.Because = nil // every question
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("Assess (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWithoutAnswersNothingIsSuggested(t *testing.T) {
	r := assessment.Assess(nil)
	if r.Readiness != 0 || r.Suggested != "" || len(r.Unanswered) != len(assessment.Questions()) {
		t.Errorf("Assess(nil) = %+v", r)
	}
}

func TestTheQuestionnaireIsSound(t *testing.T) {
	seen := map[string]bool{}
	for _, q := range assessment.Questions() {
		if seen[q.ID] || q.Weight < 1 || q.Weight > 3 || len(q.Answers) < 2 || q.Answers[0].Score != 100 {
			t.Errorf("question %+v", q)
		}
		seen[q.ID] = true
		inAllLanguages(t, q.ID, q.Titles)
		answers := map[string]bool{}
		for _, a := range q.Answers {
			if answers[a.ID] || a.Score < 0 || a.Score > 100 {
				t.Errorf("answer %s of %s: %+v", a.ID, q.ID, a)
			}
			answers[a.ID] = true
			inAllLanguages(t, q.ID+"="+a.ID, a.Titles)
		}
	}
}

func inAllLanguages(t *testing.T, what string, titles map[string]string) {
	t.Helper()
	for _, l := range []string{"en", "ru", "kk"} {
		if titles[l] == "" {
			t.Errorf("%s has no title in %s", what, l)
		}
	}
}

func TestABetterAnswerNeverMakesASystemLessReady(t *testing.T) {
	questions := assessment.Questions()
	rapid.Check(t, func(t *rapid.T) {
		answers := map[string]string{}
		for _, q := range questions {
			if i := rapid.IntRange(-1, len(q.Answers)-1).Draw(t, q.ID); i >= 0 {
				answers[q.ID] = q.Answers[i].ID
			}
		}
		better := maps.Clone(answers)
		q := rapid.SampledFrom(questions).Draw(t, "better")
		better[q.ID] = q.Answers[0].ID
		if before, after := assessment.Assess(answers).Readiness, assessment.Assess(better).Readiness; after < before {
			t.Fatalf("readiness fell from %d to %d", before, after)
		}
	})
}
