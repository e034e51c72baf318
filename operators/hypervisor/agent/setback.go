package agent

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	ctrl "sigs.k8s.io/controller-runtime"
)

// tellSetback makes an event of the host of what a restore from a backup has cost.
func (h *Hosts) tellSetback(ctx context.Context, reason, message string) {
	log := ctrl.LoggerFrom(ctx).WithName("metering").WithValues("host", h.Host)
	log.Info("the ledger and this host's journal do not agree", "reason", reason, "message", message)
	host, err := ownHost(ctx, h.client, h.Host)
	if err != nil {
		log.Error(err, "reading the host to tell of it")
		return
	}
	h.events.Eventf(host, nil, corev1.EventTypeWarning, reason, "Meter", "%s", message)
}
