package exception

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	ctrl "sigs.k8s.io/controller-runtime"

	"github.com/govtech-kz/ikp/internal/domain/exception"
)

var from = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

func approvedBy(names ...string) exception.Exception {
	e := exception.Exception{Author: "aigul", Act: "act 14", ValidFrom: from, ExpiresAt: from.Add(time.Hour)}
	for _, n := range names {
		e.Words = append(e.Words, exception.Word{By: n, Approved: true, Current: true, At: from})
	}
	return e
}

func TestActive(t *testing.T) {
	for name, tc := range map[string]struct {
		e       exception.Exception
		now     time.Time
		reason  string
		message string
	}{
		"counts by the word of two": {approvedBy("dana", "timur"), from, "InForce",
			"it counts until 2026-11-01T01:00:00Z, by the word of [dana timur] (act 14)"},
		"does not count its author": {approvedBy("dana", "aigul"), from, "AwaitsApprovers",
			"1 of 2 people have approved it; its author is not one of them"},
		"does not count before its first moment": {approvedBy("dana", "timur"), from.Add(-time.Second), "NotYetValid", "it begins at 2026-11-01T00:00:00Z"},
		"is over the second it expires":          {approvedBy("dana", "timur"), from.Add(time.Hour), "Over", "it is over since 2026-11-01T01:00:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			c := active(tc.e, tc.now)
			if c.Reason != tc.reason || c.Message != tc.message || (c.Status == "True") != exception.IsActive(tc.e, tc.now) {
				t.Errorf("the condition is %+v", c)
			}
		})
	}
}

func TestItIsLookedAtWhenItsDaysSayOtherwise(t *testing.T) {
	e := approvedBy()
	if diff := cmp.Diff(ctrl.Result{}, turn(e, e.ExpiresAt)); diff != "" {
		t.Errorf("once it is over (-want +got):\n%s", diff)
	}
	for name, now := range map[string]time.Time{"before it": from.Add(-time.Hour), "within it": from} {
		if diff := cmp.Diff(ctrl.Result{RequeueAfter: time.Hour}, turn(e, now)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
