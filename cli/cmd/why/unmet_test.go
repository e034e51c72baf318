package why

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/govtech-kz/ikp/internal/text"
)

func TestJudgeFindsWhatReadyDoesNotSay(t *testing.T) {
	t.Parallel()
	say := func(kind string, status metav1.ConditionStatus, reason, message string) metav1.Condition {
		c := condition(kind, status, reason, 1, later)
		c.Message = message
		return c
	}
	for name, tc := range map[string]struct {
		conditions []metav1.Condition
		ready      bool
		inPlace    bool
		want       []string
	}{
		"a data centre in service that may hold no personal data": {
			conditions: []metav1.Condition{
				say("Ready", "True", "Compliant", "in service since 2026-01-01"),
				say("PersonalDataAllowed", "False", "ResidencyViolated", "no answer to its accession (KZ-DC-JOIN)")},
			inPlace: true, want: []string{"PersonalDataAllowed"},
		},
		"a data centre that fails both by one rule names it once": {
			conditions: []metav1.Condition{
				say("Ready", "False", "ResidencyViolated", "not commissioned (C-3.4)"),
				say("PersonalDataAllowed", "False", "ResidencyViolated", "not commissioned (C-3.4)")},
			want: []string{"PersonalDataAllowed"},
		},
		"a quota that was cut below what is used": {
			conditions: []metav1.Condition{say("Ready", "True", "Overused", "cut below what is used (C-1.3)")},
			inPlace:    true, want: []string{"Ready"},
		},
		"a machine that runs although its clearance has run out": {
			conditions: []metav1.Condition{
				say("Ready", "True", "GuestReady", ""), say("SecurityCleared", "False", "ClearanceExpired", "(KZ-IB-40)"),
				say("QuotaReserved", "Unknown", "LedgerUnavailable", "")},
			inPlace: true, want: []string{"SecurityCleared", "QuotaReserved"},
		},
		"a machine that waits for two things": {
			conditions: []metav1.Condition{
				say("Ready", "False", "WaitingForGates", ""), say("SecurityCleared", "False", "ClearanceMissing", "(KZ-IB-40)"),
				say("QuotaReserved", "False", "NoQuota", "(C-1.3)"), say("Placed", "Unknown", "Pending", ""),
				say("Provisioned", "False", "WaitingForGates", "")},
			want: []string{"SecurityCleared", "QuotaReserved"},
		},
		"a machine that is stopped as asked": {
			conditions: []metav1.Condition{
				say("Ready", "False", "Halted", ""), say("GuestReady", "False", "Halted", ""),
				say("SecurityCleared", "False", "ClearanceExpired", "(KZ-IB-40)")},
			ready: true, want: []string{"Ready"},
		},
		"a condition that nobody has looked at yet": {
			conditions: []metav1.Condition{say("Ready", "True", "Compliant", ""), say("PersonalDataAllowed", "Unknown", "Pending", "")},
			ready:      true, want: []string{"Ready"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := judge(facts{generation: 1, created: created, conditions: tc.conditions})
			got := []string{v.Condition.Type}
			for _, c := range v.Others {
				got = append(got, c.Type)
			}
			if v.Ready != tc.ready || v.InPlace != tc.inPlace {
				t.Errorf("ready = %t, in place = %t, want %t, %t", v.Ready, v.InPlace, tc.ready, tc.inPlace)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNobodyActsOnIdleReasons(t *testing.T) {
	t.Parallel()
	for _, reason := range idle {
		entry, _ := text.For(text.English).Reason("compute", reason)
		if !strings.HasPrefix(entry.Who, "Nobody") {
			t.Errorf("%s is idle, but the catalogue says who must act: %q", reason, entry.Who)
		}
	}
}
