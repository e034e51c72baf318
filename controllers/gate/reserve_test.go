package gate

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/types"
	clocktesting "k8s.io/utils/clock/testing"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

func TestReserve(t *testing.T) {
	small := compute.Resources{VCPU: 1, MemoryMiB: 1024, DiskGiB: 10}
	asked := compute.Resources{VCPU: 2, MemoryMiB: 2048, DiskGiB: 10}
	refusal := &ledger.Refusal{Reason: "QuotaExceeded", Rule: "C-1.3", Message: "needs 2 vCPU, agency minfin has 1 of 40 left (C-1.3)"}
	silent := &ledger.Unavailable{Since: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), Err: errors.New("connection refused")}
	for name, tc := range map[string]struct {
		err      error
		reserved *compute.Resources
		want     short
		holds    *compute.Resources
	}{
		"reserves what is asked": {
			nil, nil, short{"True", "Reserved", "2 vCPU, 2048 MiB of memory, 10 GiB of disk reserved"}, &asked,
		},
		"passes on the ledger's refusal": {
			refusal, nil, short{"False", "QuotaExceeded", "needs 2 vCPU, agency minfin has 1 of 40 left (C-1.3)"}, nil,
		},
		"keeps the smaller reservation when the larger one is refused": {
			refusal, &small,
			short{"False", "QuotaExceeded", "the machine keeps 1 vCPU, 1024 MiB of memory, 10 GiB of disk; needs 2 vCPU, agency minfin has 1 of 40 left (C-1.3)"}, &small,
		},
		"starts nothing new while the ledger is silent": {
			silent, nil,
			short{"Unknown", "LedgerUnavailable", "the ledger has not answered since 2026-11-22T09:00:00Z, so nothing new starts; it is asked again every few seconds"}, nil,
		},
		"keeps what is reserved while the ledger is silent": {
			silent, &asked,
			short{"True", "Reserved", "2 vCPU, 2048 MiB of memory, 10 GiB of disk reserved"}, &asked,
		},
		"does not take more for reserved while the ledger is silent": {
			silent, &small,
			short{"Unknown", "LedgerUnavailable", "the ledger has not answered since 2026-11-22T09:00:00Z, so nothing new starts; it is asked again every few seconds"}, &small,
		},
	} {
		t.Run(name, func(t *testing.T) {
			book := &book{refuse: tc.err}
			now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
			r := &reconciler{ledger: book, clock: clocktesting.NewFakePassiveClock(now)}
			o := lawful()
			o.want, o.reserved = &asked, tc.reserved
			vm := builders.VM("web-1", "env-minfin-prod").UID(types.UID("u-1")).Obj()
			got, holds := r.reserve(t.Context(), vm, o)
			if diff := cmp.Diff(tc.want, of(&got)); diff != "" {
				t.Errorf("QuotaReserved (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.holds, holds); diff != "" {
				t.Errorf("reserved (-want +got):\n%s", diff)
			}
			wantRequest := ledger.Request{Machine: "u-1", Name: "env-minfin-prod/web-1", At: now,
				Owner:  ledger.Owner{Agency: "minfin", System: "treasury", Environment: "prod"},
				Vector: ledger.Vector{VCPU: 2, MemoryMiB: 2048, DiskGiB: 10}}
			if diff := cmp.Diff([]ledger.Request{wantRequest}, book.asked); diff != "" {
				t.Errorf("requests (-want +got):\n%s", diff)
			}
		})
	}
}
