package isolation

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/govtech-kz/ikp/operators/isolation/trial"
)

// saw is a report of a client that reached these targets and no other.
func saw(reached ...string) []trial.Outcome {
	outcomes := []trial.Outcome{}
	for _, name := range reached {
		outcomes = append(outcomes, trial.Outcome{Name: name, Reached: true})
	}
	return outcomes
}

func TestJudge(t *testing.T) {
	s := scene{namespace: "env-a", options: Options{Outside: []string{"192.0.2.1:80"}}}
	const all = "from another namespace in, to another namespace, to the API server, to 192.0.2.1:80 outside of the cluster"
	for name, tc := range map[string]struct {
		inside, outside []trial.Outcome
		status          metav1.ConditionStatus
		reason, message string
	}{
		"closed on all sides": {saw("within"), saw("within", "api-server", "outside-1"), "True", "IsolationProven",
			"pods tried it: traffic within env-a passes, refused is traffic " + all},
		"what nobody reaches is not counted": {saw("within"), saw("within"), "True", "IsolationProven",
			"pods tried it: traffic within env-a passes, refused is traffic from another namespace in, to another namespace" +
				"; not tried, as nobody gets there: to the API server, to 192.0.2.1:80 outside of the cluster"},
		"open on all sides": {saw("within", "foreign", "api-server", "outside-1"), saw("within", "foreign", "api-server", "outside-1"), "False", "IsolationBroken",
			"traffic of namespace env-a got through " + all + "; what enforces network policies on the nodes does not do so"},
		"a breach counts although nothing passes within": {saw("outside-1"), saw("within"), "False", "IsolationBroken",
			"traffic of namespace env-a got through to 192.0.2.1:80 outside of the cluster; what enforces network policies on the nodes does not do so"},
		"nothing passes within the environment": {nil, saw("within", "api-server"), "Unknown", "ProbeFailed",
			"traffic within env-a does not pass, so that refusals prove nothing: "},
		"nothing passes outside of it": {saw("within"), nil, "Unknown", "ProbeFailed",
			"traffic within ikp-isolation does not pass, so that refusals prove nothing: "},
	} {
		t.Run(name, func(t *testing.T) {
			got := s.judge(tc.inside, tc.outside)
			want := metav1.Condition{Type: "NetworkIsolated", Status: tc.status, Reason: tc.reason, Message: tc.message}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("verdict (-want +got):\n%s", diff)
			}
		})
	}
}
