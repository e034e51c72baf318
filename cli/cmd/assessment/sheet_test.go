package assessment

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/assessment"
)

func TestAListOfAnswersInYAML(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		content string
		want    []assessment.Entry
		refused bool
	}{
		"a list is taken": {
			"- system: minfin/esf\n  answers: {sources: agency}\n  functions: [учёт]\n  disposition: Move\n",
			[]assessment.Entry{{Row: 1, System: "minfin/esf", Answers: map[string]string{"sources": "agency"}, Functions: []string{"учёт"}, Disposition: assessment.Move}}, false,
		},
		"an answer that nobody offered refuses the list":      {"- system: a/b\n  answers: {sources: moon}\n", nil, true},
		"a question that nobody asks refuses the list":        {"- system: a/b\n  answers: {weather: fine}\n", nil, true},
		"a field that nobody knows refuses the list":          {"- system: a/b\n  answer: {sources: agency}\n", nil, true},
		"a field that stands twice refuses the list":          {"- system: a/b\n  system: a/c\n", nil, true},
		"a system without its agency refuses the list":        {"- system: b\n", nil, true},
		"what is no list is refused":                          {"system: a/b\n", nil, true},
		"a disposition that there is not refuses the list":    {"- system: a/b\n  disposition: Burn\n", nil, true},
		"two entries of one system are not merged by anybody": {"- system: a/b\n- system: a/b\n", nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problems, err := parseYAML("answers.yaml", []byte(tc.content))
			if refused := err != nil || len(problems) > 0; refused != tc.refused {
				t.Fatalf("refused %t: %v %+v", refused, err, problems)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzParseYAML(f *testing.F) {
	f.Add([]byte("- system: minfin/esf\n  answers: {sources: agency}\n  functions: [учёт]\n"))
	f.Add([]byte("- &a {system: a/b, answers: *a}\n"))
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, content []byte) {
		entries, problems, err := parseYAML("answers.yaml", content)
		if (err != nil || len(problems) > 0) && entries != nil {
			t.Errorf("a refused list gives %+v", entries)
		}
		if problems := assessment.Check("answers.yaml", entries); len(problems) > 0 {
			t.Errorf("taken over in spite of %+v", problems)
		}
	})
}
