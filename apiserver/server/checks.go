package server

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"k8s.io/apiserver/pkg/server/healthz"
)

// pingTimeout bounds the question whether the ledger answers.
const pingTimeout = 2 * time.Second

// readiness is what must hold before requests are sent here: the ledger answers
// and the webhooks are served.
func readiness(ledger interface{ Ping(context.Context) error }, webhooks func(*http.Request) error) []healthz.HealthChecker {
	return []healthz.HealthChecker{
		healthz.NamedCheck("webhooks", webhooks),
		healthz.NamedCheck("ledger", func(r *http.Request) error {
			ctx, cancel := context.WithTimeout(r.Context(), pingTimeout)
			defer cancel()
			if err := ledger.Ping(ctx); err != nil {
				return fmt.Errorf("asking the ledger: %w", err)
			}
			return nil
		}),
	}
}
