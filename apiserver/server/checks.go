package server

import (
	"net/http"

	"k8s.io/apiserver/pkg/server/healthz"
)

// readiness is what must hold before requests are sent here: the webhooks are
// served. The ledger is no part of it: without one, machines are still admitted and
// wait, and who asks for a statement is told what is the matter.
func readiness(webhooks func(*http.Request) error) []healthz.HealthChecker {
	return []healthz.HealthChecker{healthz.NamedCheck("webhooks", webhooks)}
}
