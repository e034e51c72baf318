package server

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pinger is a ledger that answers with an error, or with nothing.
type pinger struct{ err error }

func (p pinger) Ping(context.Context) error { return p.err }

func TestReadiness(t *testing.T) {
	filled := make(chan struct{})
	close(filled)
	tests := map[string]struct {
		ledger pinger
		synced chan struct{}
		want   map[string]string
	}{
		"is ready with ledger and caches": {synced: filled, want: map[string]string{"ledger": "", "caches": ""}},
		"is not ready before the caches are filled": {
			synced: make(chan struct{}), want: map[string]string{"ledger": "", "caches": "the caches are not filled yet"}},
		"is not ready without the ledger": {
			ledger: pinger{errors.New("connection refused")}, synced: filled,
			want: map[string]string{"ledger": "asking the ledger: connection refused", "caches": ""}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got := map[string]string{}
			for _, check := range readiness(tc.ledger, tc.synced) {
				got[check.Name()] = ""
				if err := check.Check(httptest.NewRequest("GET", "/readyz", nil)); err != nil {
					got[check.Name()] = err.Error()
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("checks (-want +got):\n%s", diff)
			}
		})
	}
}
