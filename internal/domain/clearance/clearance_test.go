package clearance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/clearance"
)

const today = "2026-11-22"

func positive(name, from, until string) clearance.Clearance {
	return clearance.Clearance{Name: name, Positive: true, ValidFrom: from, ValidUntil: until}
}

func negative(name, from string) clearance.Clearance {
	return clearance.Clearance{Name: name, ValidFrom: from, ValidUntil: "2026-12-31"}
}

func TestCheck(t *testing.T) {
	for name, tc := range map[string]struct {
		environment string
		records     []clearance.Clearance
		want        clearance.Verdict
	}{
		"demands nothing of a test environment": {
			"test", nil,
			clearance.Verdict{Cleared: true, Reason: "NotRequired", Message: "a test environment needs no clearance"},
		},
		"demands nothing of a stage environment even after a negative test": {
			"stage", []clearance.Clearance{negative("p-2", "2026-02-01")},
			clearance.Verdict{Cleared: true, Reason: "NotRequired", Message: "a stage environment needs no clearance"},
		},
		"clears production with a positive record that holds today": {
			"production", []clearance.Clearance{positive("p-1", "2026-01-01", "2027-01-01")},
			clearance.Verdict{Cleared: true, Reason: "Cleared", Message: "clearance p-1 holds until 2027-01-01"},
		},
		"clears on the first and last day": {
			"production", []clearance.Clearance{positive("p-1", today, today)},
			clearance.Verdict{Cleared: true, Reason: "Cleared", Message: "clearance p-1 holds until 2026-11-22"},
		},
		"names the record that holds longest": {
			"production", []clearance.Clearance{positive("p-2", "2026-06-01", "2028-06-01"), positive("p-1", "2026-01-01", "2027-01-01")},
			clearance.Verdict{Cleared: true, Reason: "Cleared", Message: "clearance p-2 holds until 2028-06-01"},
		},
		"refuses production without a record": {
			"production", nil,
			clearance.Verdict{Reason: "ClearanceMissing", Rule: "KZ-IB-40",
				Message: "production needs a positive protocol of the information-security tests and the system has none; have it tested by the state technical service, which issues the SecurityClearance (KZ-IB-40)"},
		},
		"refuses the day after the record ended": {
			"production", []clearance.Clearance{positive("p-1", "2025-01-01", "2026-11-21"), positive("p-0", "2024-01-01", "2025-01-01")},
			clearance.Verdict{Reason: "ClearanceExpired", Rule: "KZ-IB-40",
				Message: "clearance p-1 ended on 2026-11-21; have the system tested again by the state technical service (KZ-IB-40)"},
		},
		"refuses the day before the record begins": {
			"production", []clearance.Clearance{positive("p-2", "2027-05-01", "2028-01-01"), positive("p-1", "2026-11-23", "2028-01-01")},
			clearance.Verdict{Reason: "ClearanceMissing", Rule: "KZ-IB-40",
				Message: "clearance p-1 holds only from 2026-11-23; wait until then (KZ-IB-40)"},
		},
		"refuses a negative outcome": {
			"production", []clearance.Clearance{negative("p-1", "2026-02-01")},
			clearance.Verdict{Reason: "ClearanceMissing", Rule: "KZ-IB-40",
				Message: "the last tests, clearance p-1 of 2026-02-01, were negative; mend the findings and have the system tested again (KZ-IB-40)"},
		},
		"lets a negative outcome end an earlier positive one": {
			"production", []clearance.Clearance{positive("p-1", "2026-01-01", "2027-01-01"), negative("p-2", "2026-02-01")},
			clearance.Verdict{Reason: "ClearanceMissing", Rule: "KZ-IB-40",
				Message: "the last tests, clearance p-2 of 2026-02-01, were negative; mend the findings and have the system tested again (KZ-IB-40)"},
		},
		"lets a later positive outcome overcome a negative one": {
			"production", []clearance.Clearance{positive("p-3", "2026-03-01", "2027-03-01"), negative("p-2", "2026-02-01")},
			clearance.Verdict{Cleared: true, Reason: "Cleared", Message: "clearance p-3 holds until 2027-03-01"},
		},
		"refuses when both outcomes are of one day": {
			"production", []clearance.Clearance{positive("p-3", "2026-02-01", "2027-03-01"), negative("p-2", "2026-02-01")},
			clearance.Verdict{Reason: "ClearanceMissing", Rule: "KZ-IB-40",
				Message: "the last tests, clearance p-2 of 2026-02-01, were negative; mend the findings and have the system tested again (KZ-IB-40)"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, clearance.Check(tc.environment, tc.records, today)); diff != "" {
				t.Errorf("Check (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProductionNeedsAPositiveRecordThatHolds(t *testing.T) {
	day := rapid.SampledFrom([]string{"2025-01-01", "2026-01-01", "2026-11-21", today, "2026-11-23", "2027-01-01"})
	record := rapid.Custom(func(t *rapid.T) clearance.Clearance {
		return clearance.Clearance{Name: "p", Positive: rapid.Bool().Draw(t, "positive"),
			ValidFrom: day.Draw(t, "from"), ValidUntil: day.Draw(t, "until")}
	})
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOfN(record, 0, 5).Draw(t, "records")
		v := clearance.Check("production", records, today)
		holds := false
		for _, c := range records {
			holds = holds || c.Positive && c.ValidFrom <= today && today <= c.ValidUntil
		}
		if v.Cleared && !holds {
			t.Fatalf("cleared by %+v", records)
		}
		if again := clearance.Check("production", append(records, negative("n", today)), today); again.Cleared {
			t.Fatalf("a negative outcome of today left %+v", again)
		}
	})
}
