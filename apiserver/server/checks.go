package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"k8s.io/apiserver/pkg/server/healthz"
)

// pingTimeout bounds the question whether the ledger answers.
const pingTimeout = 2 * time.Second

var errCachesUnfilled = errors.New("the caches are not filled yet")

// readiness is what must hold before requests are sent here: the ledger answers
// and the caches, filled once synced is closed, are complete.
func readiness(ledger interface{ Ping(context.Context) error }, synced <-chan struct{}) []healthz.HealthChecker {
	return []healthz.HealthChecker{
		healthz.NamedCheck("ledger", func(r *http.Request) error {
			ctx, cancel := context.WithTimeout(r.Context(), pingTimeout)
			defer cancel()
			if err := ledger.Ping(ctx); err != nil {
				return fmt.Errorf("asking the ledger: %w", err)
			}
			return nil
		}),
		healthz.NamedCheck("caches", func(*http.Request) error {
			select {
			case <-synced:
				return nil
			default:
				return errCachesUnfilled
			}
		}),
	}
}
