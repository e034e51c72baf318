package regulation_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

func TestDiff(t *testing.T) {
	a := regulation.Profile{Rules: []regulation.Rule{
		{ID: "KZ-A", Enforcement: "Warn", Parameters: regulation.Parameters{"days": "14"}},
		{ID: "KZ-B", Enforcement: "Deny", Titles: map[string]string{"en": "gone"}},
		{ID: "KZ-C", Enforcement: "Off"},
	}}
	b := regulation.Profile{Rules: []regulation.Rule{
		{ID: "KZ-D", Enforcement: "Deny"},
		{ID: "KZ-C", Enforcement: "Off"},
		{ID: "KZ-A", Enforcement: "Deny", Parameters: regulation.Parameters{"days": "10", "of": "work"}},
	}}
	want := []regulation.Difference{
		{"KZ-A", "enforcement", "Warn", "Deny"},
		{"KZ-A", "parameters", "days=14", "days=10,of=work"},
		{"KZ-B", "rule", "Deny: gone", ""},
		{"KZ-D", "rule", "", "Deny: KZ-D"},
	}
	if diff := cmp.Diff(want, regulation.Diff(a, b)); diff != "" {
		t.Errorf("Diff (-want +got):\n%s", diff)
	}
	if same := regulation.Diff(a, a); same != nil {
		t.Errorf("an edition differs from itself: %v", same)
	}
}

func TestAlike(t *testing.T) {
	for name, tc := range map[string]struct {
		like, value string
		want        bool
	}{
		"takes a number for a number":       {"14", "10", true},
		"refuses a word for a number":       {"14", "soon", false},
		"takes a day for a day":             {"2026-01-01", "2026-03-01", true},
		"refuses a day that does not exist": {"2026-01-01", "2026-02-30", false},
		"takes any word for a word":         {"report", "quarantine", true},
		"refuses nothing at all":            {"", "", false},
	} {
		if got := regulation.Alike(tc.like, tc.value); got != tc.want {
			t.Errorf("%s: Alike(%q, %q) = %t", name, tc.like, tc.value, got)
		}
	}
}
