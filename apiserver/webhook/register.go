package webhook

import (
	"context"
	"net/http"

	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

// Server is where the handlers are mounted: the webhook server of
// controller-runtime.
type Server interface {
	Register(path string, handler http.Handler)
}

// Looker is what admission needs of the ledger.
type Looker interface {
	// Look is the refusal that a reservation would meet now, as *ledger.Refusal;
	// any other error means that the ledger did not answer.
	Look(ctx context.Context, r ledger.Request) error
}

// Register mounts every handler at the path that config/webhook names. The
// reader should be uncached: an object that was made a moment ago counts.
func Register(server Server, reader client.Reader, looker Looker, c clock.PassiveClock) {
	k := checks{reader: reader, ledger: looker, clock: c}
	decoder := admission.NewDecoder(scheme.New())
	for path, handler := range map[string]admission.Handler{
		"/admit/agency":            handle(decoder, k.agency),
		"/admit/budget":            handle(decoder, k.budget),
		"/admit/environment":       handle(decoder, k.environment),
		"/admit/host":              handle(decoder, k.host),
		"/admit/informationsystem": handle(decoder, k.informationSystem),
		"/admit/quota":             handle(decoder, k.quota),
		"/admit/securityclearance": handle(decoder, k.securityClearance),
		"/admit/virtualmachine":    handle(decoder, k.virtualMachine),
	} {
		server.Register(path, &admission.Webhook{Handler: handler})
	}
}
