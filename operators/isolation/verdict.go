package isolation

import (
	"fmt"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/isolation/trial"
)

// judge turns what the two clients saw into a condition. What got through is a
// breach however little else was seen. What nobody reaches proves nothing, so a
// refusal counts only where the other client got through.
func (s scene) judge(inside, outside []trial.Outcome) metav1.Condition {
	in, out := byName(inside), byName(outside)
	var through, refused, moot []string
	note := func(what string, tried trial.Outcome, possible bool) {
		switch {
		case tried.Reached:
			through = append(through, what)
		case possible:
			refused = append(refused, what)
		default:
			moot = append(moot, what)
		}
	}
	note("from another namespace in", out[targetForeign], in[targetWithin].Reached)
	note("to another namespace", in[targetForeign], out[targetWithin].Reached)
	note("to the API server", in[targetAPI], out[targetAPI].Reached)
	for i, address := range s.options.Outside {
		note("to "+address+" outside of the cluster", in[outsideName(i)], out[outsideName(i)].Reached)
	}
	switch {
	case len(through) > 0:
		return kit.False(tenancy.ConditionNetworkIsolated, tenancy.ReasonIsolationBroken,
			"traffic of namespace %s got through %s; what enforces network policies on the nodes does not do so", s.namespace, strings.Join(through, ", "))
	case !in[targetWithin].Reached:
		return s.failed("traffic within %s does not pass, so that refusals prove nothing: %s", s.namespace, in[targetWithin].Detail)
	case !out[targetWithin].Reached:
		return s.failed("traffic within %s does not pass, so that refusals prove nothing: %s", Namespace, out[targetWithin].Detail)
	}
	return kit.True(tenancy.ConditionNetworkIsolated, tenancy.ReasonIsolationProven,
		"pods tried it: traffic within %s passes, refused is traffic %s%s", s.namespace, strings.Join(refused, ", "), untried(moot))
}

// untried names what could not be tried.
func untried(moot []string) string {
	if len(moot) == 0 {
		return ""
	}
	return fmt.Sprintf("; not tried, as nobody gets there: %s", strings.Join(moot, ", "))
}

func (s scene) failed(format string, args ...any) metav1.Condition {
	return kit.Unknown(tenancy.ConditionNetworkIsolated, tenancy.ReasonProbeFailed, format, args...)
}

func byName(outcomes []trial.Outcome) map[string]trial.Outcome {
	m := map[string]trial.Outcome{}
	for _, o := range outcomes {
		m[o.Name] = o
	}
	return m
}
