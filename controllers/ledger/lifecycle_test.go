package ledger_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

var small = ledger.Vector{VCPU: 2, MemoryMiB: 2048, DiskGiB: 10}

func use(t *testing.T, l *ledger.Ledger, o ledger.Owner) ledger.QuotaUse {
	t.Helper()
	u, err := l.QuotaUse(t.Context(), o)
	must(t, err)
	return u
}

var minfin = ledger.Owner{Agency: "minfin"}

func TestARepeatChangesNothingAndIsNeverRefused(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		furnish(t, l, plenty)
		first, err := l.Reserve(t.Context(), request("m", small))
		must(t, err)
		// Quota cut to nothing, budget gone.
		must(t, l.SetQuota(t.Context(), ledger.Quota{Name: "minfin", Owner: minfin}))
		must(t, l.DropBudget(t.Context(), "minfin", 2026))
		again := request("m", small)
		again.At = noon.AddDate(1, 0, 0)
		must(t, l.Look(t.Context(), again))
		second, err := l.Reserve(t.Context(), again)
		must(t, err)
		if diff := cmp.Diff(first, second); diff != "" {
			t.Errorf("the repeat changed the reservation (-first +second):\n%s", diff)
		}
		want := ledger.Amount{Vector: small, Machines: 1}
		if diff := cmp.Diff(want, use(t, l, minfin).Used); diff != "" {
			t.Errorf("used (-want +got):\n%s", diff)
		}
	})
}

func TestAResizeReservesTheDifference(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		furnish(t, l, plenty)
		_, err := l.Reserve(t.Context(), request("m", ledger.Vector{VCPU: 30, MemoryMiB: 2048, DiskGiB: 10}))
		must(t, err)
		_, err = l.Reserve(t.Context(), request("m", ledger.Vector{VCPU: 40, MemoryMiB: 1024, DiskGiB: 20}))
		must(t, err)
		want := ledger.Amount{Vector: ledger.Vector{VCPU: 40, MemoryMiB: 1024, DiskGiB: 20}, Machines: 1}
		if diff := cmp.Diff(want, use(t, l, minfin).Used); diff != "" {
			t.Errorf("used (-want +got):\n%s", diff)
		}
		_, err = l.Reserve(t.Context(), request("m", ledger.Vector{VCPU: 41, MemoryMiB: 1024, DiskGiB: 20}))
		if got := refusal(t, err); got == nil || got.Message != "needs 1 vCPU, agency minfin has 0 of 40 left; free some or ask the platform operator to raise Quota minfin (C-1.3)" {
			t.Errorf("one too many: %v", got)
		}
	})
}

func TestShrinkingIsNeverRefused(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		furnish(t, l, plenty)
		_, err := l.Reserve(t.Context(), request("m", ledger.Vector{VCPU: 30, DiskGiB: 10}))
		must(t, err)
		must(t, l.SetQuota(t.Context(), ledger.Quota{Name: "minfin", Owner: minfin}))
		must(t, l.DropBudget(t.Context(), "minfin", 2026))
		_, err = l.Reserve(t.Context(), request("m", ledger.Vector{VCPU: 20, DiskGiB: 10}))
		must(t, err)
	})
}

func TestReleaseGivesBackOnceAndForever(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		furnish(t, l, plenty)
		_, err := l.Reserve(t.Context(), request("m", small))
		must(t, err)
		for range 2 {
			must(t, l.Release(t.Context(), "m", noon.Add(time.Hour)))
		}
		must(t, l.Release(t.Context(), "never-reserved", noon))
		if diff := cmp.Diff(ledger.Amount{}, use(t, l, minfin).Used); diff != "" {
			t.Errorf("used after the release (-want +got):\n%s", diff)
		}
		if _, err := l.Reserve(t.Context(), request("m", small)); !errors.Is(err, ledger.ErrReleased) {
			t.Errorf("reserving a released machine: %v, want ErrReleased", err)
		}
		if err := l.Look(t.Context(), request("m", small)); !errors.Is(err, ledger.ErrReleased) {
			t.Errorf("looking at a released machine: %v, want ErrReleased", err)
		}
		left, err := l.Reservations(t.Context())
		must(t, err)
		if len(left) != 0 {
			t.Errorf("reservations are left: %v", left)
		}
	})
}

func TestAMachineThatLivesIsReservedAnew(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		furnish(t, l, plenty)
		_, err := l.Reserve(t.Context(), request("m", small))
		must(t, err)
		must(t, l.Release(t.Context(), "m", noon.Add(time.Hour)))
		bigger := ledger.Vector{VCPU: 3, MemoryMiB: 4096, DiskGiB: 20}
		anew := request("m", bigger)
		anew.Anew = true
		for range 2 {
			_, err = l.Reserve(t.Context(), anew)
			must(t, err)
		}
		if diff := cmp.Diff(ledger.Amount{Vector: bigger, Machines: 1}, use(t, l, minfin).Used); diff != "" {
			t.Errorf("used after reserving anew (-want +got):\n%s", diff)
		}
		must(t, l.Release(t.Context(), "m", noon.Add(2*time.Hour)))
		if diff := cmp.Diff(ledger.Amount{}, use(t, l, minfin).Used); diff != "" {
			t.Errorf("used after the second release (-want +got):\n%s", diff)
		}
	})
}

func TestAQuotaWithMachinesIsNotDropped(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		furnish(t, l, plenty)
		_, err := l.Reserve(t.Context(), request("m", small))
		must(t, err)
		var inUse *ledger.InUse
		if err := l.DropQuota(t.Context(), minfin); !errors.As(err, &inUse) || inUse.Used.Machines != 1 {
			t.Errorf("dropping a quota with a machine: %v", err)
		}
		must(t, l.Release(t.Context(), "m", noon))
		must(t, l.DropQuota(t.Context(), minfin))
		if _, err := l.QuotaUse(t.Context(), minfin); !errors.Is(err, ledger.ErrNotFound) {
			t.Errorf("reading a dropped quota: %v, want ErrNotFound", err)
		}
	})
}

// TestAQuotaOfASystemCountsWhatCameBefore: accounts count with or without a limit.
func TestAQuotaOfASystemCountsWhatCameBefore(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		furnish(t, l, plenty)
		_, err := l.Reserve(t.Context(), request("m", small))
		must(t, err)
		system := ledger.Owner{Agency: "minfin", System: "eshop"}
		hard := ledger.Amount{Vector: ledger.Vector{VCPU: 3, MemoryMiB: 65536, DiskGiB: 100}, Machines: 2}
		must(t, l.SetQuota(t.Context(), ledger.Quota{Name: "eshop", Owner: system, Hard: hard}))
		want := ledger.QuotaUse{Hard: hard, Used: ledger.Amount{Vector: small, Machines: 1}}
		if diff := cmp.Diff(want, use(t, l, system)); diff != "" {
			t.Errorf("use of the system's quota (-want +got):\n%s", diff)
		}
		_, err = l.Reserve(t.Context(), request("n", small))
		if got := refusal(t, err); got == nil || got.Reason != "QuotaExceeded" {
			t.Errorf("beyond the system's quota: %v", got)
		}
	})
}

func TestNothingIsReservedWithoutATariff(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		must(t, l.SetQuota(t.Context(), ledger.Quota{Name: "minfin", Owner: minfin, Hard: ledger.Amount{Vector: small, Machines: 1}}))
		_, err := l.Reserve(t.Context(), request("m", small))
		want := &ledger.Refusal{Reason: "NoTariff", Rule: "C-3.8", Message: "on 2026-12-01: no published tariff holds; ask the platform operator to publish a Tariff (C-3.8)"}
		if diff := cmp.Diff(want, refusal(t, err)); diff != "" {
			t.Errorf("refusal (-want +got):\n%s", diff)
		}
	})
}

func TestRequestsWithoutSenseAreErrors(t *testing.T) {
	l := ledgertest.Open(t, ledgertest.SQLite(t))
	for name, r := range map[string]ledger.Request{
		"no system":        {Machine: "m", Owner: minfin, Vector: small, At: noon},
		"a negative vCPU":  {Machine: "m", Owner: shop, Vector: ledger.Vector{VCPU: -1}, At: noon},
		"an unknown owner": {Machine: "m", Vector: small, At: noon},
	} {
		t.Run(name, func(t *testing.T) {
			var r2 *ledger.Refusal
			if _, err := l.Reserve(t.Context(), r); err == nil || errors.As(err, &r2) {
				t.Errorf("got %v, want an error that is no refusal", err)
			}
		})
	}
}
