package ledger_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/domain/money"
)

func TestRefusals(t *testing.T) {
	small := ledger.Vector{VCPU: 8, MemoryMiB: 1024, DiskGiB: 1}
	tests := map[string]struct {
		given  func(t *testing.T, l *ledger.Ledger)
		budget money.Tiyn
		ask    ledger.Vector
		want   *ledger.Refusal
	}{
		"names the one resource that is short": {
			given: func(t *testing.T, l *ledger.Ledger) {
				_, err := l.Reserve(t.Context(), request("first", ledger.Vector{VCPU: 37}))
				must(t, err)
			},
			budget: plenty, ask: small,
			want: &ledger.Refusal{Reason: "QuotaExceeded", Rule: "C-1.3", Message: "needs 8 vCPU, agency minfin has 3 of 40 left; free some or ask the platform operator to raise Quota minfin (C-1.3)"},
		},
		"names every short resource at every level": {
			given: func(t *testing.T, l *ledger.Ledger) {
				must(t, l.SetQuota(t.Context(), ledger.Quota{
					Name: "eshop", Owner: ledger.Owner{Agency: "minfin", System: "eshop"},
					Hard: ledger.Amount{Vector: ledger.Vector{VCPU: 4, MemoryMiB: 512, DiskGiB: 10}, Machines: 1},
				}))
			},
			budget: plenty, ask: ledger.Vector{VCPU: 41, MemoryMiB: 1024, DiskGiB: 1},
			want: &ledger.Refusal{Reason: "QuotaExceeded", Rule: "C-1.3", Message: "needs 41 vCPU and 1024 MiB of memory, agency minfin has 40 of 40 vCPU left and system eshop has 4 of 4 vCPU and 512 of 512 MiB of memory left; free some or ask the platform operator to raise Quota minfin and eshop (C-1.3)"},
		},
		"counts machines too": {
			given: func(t *testing.T, l *ledger.Ledger) {
				must(t, l.SetQuota(t.Context(), ledger.Quota{Name: "eshop", Owner: ledger.Owner{Agency: "minfin", System: "eshop"},
					Hard: ledger.Amount{Vector: ledger.Vector{VCPU: 40, MemoryMiB: 65536, DiskGiB: 1000}}}))
			},
			budget: plenty, ask: small,
			want: &ledger.Refusal{Reason: "QuotaExceeded", Rule: "C-1.3", Message: "needs 1 machine, system eshop has 0 of 0 left; free some or ask the platform operator to raise Quota eshop (C-1.3)"},
		},
		"counts below zero after a cut": {
			given: func(t *testing.T, l *ledger.Ledger) {
				_, err := l.Reserve(t.Context(), request("first", ledger.Vector{VCPU: 10}))
				must(t, err)
				must(t, l.SetQuota(t.Context(), ledger.Quota{Name: "minfin", Owner: ledger.Owner{Agency: "minfin"},
					Hard: ledger.Amount{Vector: ledger.Vector{VCPU: 4, MemoryMiB: 65536, DiskGiB: 1000}, Machines: 10}}))
			},
			budget: plenty, ask: small,
			want: &ledger.Refusal{Reason: "QuotaExceeded", Rule: "C-1.3", Message: "needs 8 vCPU, agency minfin has -6 of 4 left; free some or ask the platform operator to raise Quota minfin (C-1.3)"},
		},
		"refuses an agency without a quota": {
			given: func(t *testing.T, l *ledger.Ledger) {
				must(t, l.DropQuota(t.Context(), ledger.Owner{Agency: "minfin"}))
			},
			budget: plenty, ask: small,
			want: &ledger.Refusal{Reason: "NoQuota", Rule: "C-1.3", Message: "agency minfin has no Quota; ask the platform operator to create one in namespace agency-minfin (C-1.3)"},
		},
		"refuses an agency without a budget": {
			given: func(t *testing.T, l *ledger.Ledger) {
				must(t, l.DropBudget(t.Context(), "minfin", 2026))
			},
			ask:  small,
			want: &ledger.Refusal{Reason: "NoBudget", Rule: "C-1.3", Message: "agency minfin has no Budget for 2026; ask the platform operator to create one (C-1.3)"},
		},
		// 30.5 days = 732 h: 8 × 3.60 + 1.80 + 0.036 = 30.636 an hour, 22425.552 in all.
		"refuses what the budget cannot pay by a tiyn": {
			budget: 22425_54, ask: small,
			want: &ledger.Refusal{Reason: "BudgetExceeded", Rule: "C-1.3", Message: "needs 22425.55 KZT until the end of 2026, agency minfin has 22425.54 of 22425.54 left; free some or ask the platform operator to raise Budget minfin-2026 (C-1.3)"},
		},
		"admits what the budget can just pay": {budget: 22425_55, ask: small},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			ledgertest.Each(t, func(t *testing.T, dsn string) {
				l := ledgertest.Open(t, dsn)
				furnish(t, l, tc.budget)
				if tc.given != nil {
					tc.given(t, l)
				}
				before, err := l.Reservations(t.Context())
				must(t, err)
				looked := refusal(t, l.Look(t.Context(), request("asked", tc.ask)))
				_, err = l.Reserve(t.Context(), request("asked", tc.ask))
				got := refusal(t, err)
				if diff := cmp.Diff(tc.want, got); diff != "" {
					t.Errorf("Reserve (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(got, looked); diff != "" {
					t.Errorf("Look says otherwise than Reserve (-reserve +look):\n%s", diff)
				}
				after, err := l.Reservations(t.Context())
				must(t, err)
				if tc.want != nil && !cmp.Equal(before, after) {
					t.Errorf("a refusal changed the ledger:\n%s", cmp.Diff(before, after))
				}
			})
		})
	}
}

// refusal is the refusal in an error; any other error ends the test.
func refusal(t *testing.T, err error) *ledger.Refusal {
	t.Helper()
	var r *ledger.Refusal
	if err != nil && !errors.As(err, &r) {
		t.Fatal(err)
	}
	return r
}
