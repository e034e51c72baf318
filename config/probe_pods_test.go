package config_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestThePodsOfProbesAreTheOperators(t *testing.T) {
	grantEverythingByRBAC(t)
	ns := controlplane.New(t).Namespace(t, nil)
	for name, tc := range map[string]struct {
		who   who
		class string
		want  string
	}{
		"operators make them":                  {operators, "ikp-probe", ""},
		"tenants do not":                       {developer, "ikp-probe", "for the probes of ikp-operators alone"},
		"platform operators do not":            {platform, "ikp-probe", "for the probes of ikp-operators alone"},
		"not even break glass: it is believed": {masters, "ikp-probe", "for the probes of ikp-operators alone"},
		"other pods are free":                  {developer, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			pod := &corev1.Pod{
				ObjectMeta: metav1.ObjectMeta{Name: "p", Namespace: ns},
				Spec:       corev1.PodSpec{PriorityClassName: tc.class, Containers: []corev1.Container{{Name: "c", Image: "i"}}},
			}
			wantRefusal(t, tc.who.client(t).Create(t.Context(), pod, client.DryRunAll), tc.want)
		})
	}
}
