package server

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pinger is a ledger that answers with an error, or with nothing.
type pinger struct{ err error }

func (p pinger) Ping(context.Context) error { return p.err }

func TestReadiness(t *testing.T) {
	tests := map[string]struct {
		ledger   pinger
		webhooks error
		want     map[string]string
	}{
		"is ready with ledger and webhooks": {want: map[string]string{"ledger": "", "webhooks": ""}},
		"is not ready before the webhooks are served": {
			webhooks: errors.New("not started"), want: map[string]string{"ledger": "", "webhooks": "not started"}},
		"is not ready without the ledger": {
			ledger: pinger{errors.New("connection refused")},
			want:   map[string]string{"ledger": "asking the ledger: connection refused", "webhooks": ""}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got := map[string]string{}
			for _, check := range readiness(tc.ledger, func(*http.Request) error { return tc.webhooks }) {
				got[check.Name()] = ""
				if err := check.Check(httptest.NewRequest(http.MethodGet, "/readyz", nil)); err != nil {
					got[check.Name()] = err.Error()
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("checks (-want +got):\n%s", diff)
			}
		})
	}
}
