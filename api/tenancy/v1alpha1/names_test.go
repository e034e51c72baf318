package v1alpha1

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWorkloadNamespace(t *testing.T) {
	long := strings.Repeat("a", 40)
	for name, tc := range map[string]struct{ agency, environment, want string }{
		"joins two words":                         {"minfin", "prod", "env-minfin-prod"},
		"joins an environment with a hyphen":      {"minfin", "tax-prod", "env-minfin-tax-prod"},
		"sets an agency with a hyphen apart":      {"min-fin", "prod", "env-min-fin--prod"},
		"is another than that of the longer name": {"min", "fin-prod", "env-min-fin-prod"},
		"cuts what is too long":                   {long, long, "env-" + long + "-aaaaa---" + "febe2306a6"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := WorkloadNamespace(tc.agency, tc.environment); got != tc.want {
				t.Errorf("WorkloadNamespace(%q, %q) = %q, want %q", tc.agency, tc.environment, got, tc.want)
			}
		})
	}
}

// TestNoTwoEnvironmentsShareANamespace draws names that are as alike as can be.
func TestNoTwoEnvironmentsShareANamespace(t *testing.T) {
	agency := rapid.StringMatching(`[ab]([ab-]{0,4}[ab])?|a{34}[ab-]{0,4}[ab]`)
	environment := rapid.StringMatching(`[ab]([ab-]{0,4}[ab])?|a{30}[ab-]{0,20}[ab]`).
		Filter(func(s string) bool { return !strings.Contains(s, "--") })
	rapid.Check(t, func(t *rapid.T) {
		a1, e1 := agency.Draw(t, "agency"), environment.Draw(t, "environment")
		a2, e2 := agency.Draw(t, "another agency"), environment.Draw(t, "another environment")
		one, other := WorkloadNamespace(a1, e1), WorkloadNamespace(a2, e2)
		if one == other && (a1 != a2 || e1 != e2) {
			t.Fatalf("environment %s of %s and %s of %s share namespace %s", e1, a1, e2, a2, one)
		}
		if len(one) > 63 {
			t.Fatalf("namespace %s has %d characters", one, len(one))
		}
	})
}
