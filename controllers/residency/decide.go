package residency

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	rules "github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/kit"
)

// decide gives both conditions of a data centre.
func decide(site rules.Site, today string) []metav1.Condition {
	return []metav1.Condition{
		condition(compute.ConditionReady, rules.CheckInService(site, today)),
		condition(compute.ConditionPersonalDataAllowed, rules.CheckPersonalData(site, today)),
	}
}

func condition(kind string, v rules.Verdict) metav1.Condition {
	if v.Allowed {
		return kit.True(kind, v.Reason, "%s", v.Message)
	}
	return kit.False(kind, v.Reason, "%s", v.Message)
}
