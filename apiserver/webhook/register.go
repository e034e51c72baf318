package webhook

import (
	"context"
	"net/http"
	"time"

	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/facts"
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
	// LookTariff is the *ledger.Conflict that publishing a tariff would meet now;
	// any other error means that the ledger did not answer.
	LookTariff(ctx context.Context, t ledger.Tariff, now time.Time) error
}

// Readers are what admission looks at.
type Readers struct {
	// Live reads from the API server itself: an object that was made a moment ago
	// counts.
	Live client.Reader
	// Cached may lag behind. It is enough to admit a machine, and spares its create
	// eight reads.
	Cached client.Reader
}

// Register mounts every handler at the path that config/webhook names.
func Register(server Server, readers Readers, looker Looker, c clock.PassiveClock) {
	k := checks{reader: readers.Live, library: facts.NewLibrary(readers.Live), ledger: looker, clock: c}
	decoder := admission.NewDecoder(scheme.New())
	for path, handler := range map[string]admission.Handler{
		"/admit/agency":             handle(decoder, k.agency),
		"/admit/approval":           handle(decoder, k.approval),
		"/admit/budget":             handle(decoder, k.budget),
		"/admit/dataflow":           handle(decoder, k.dataFlow),
		"/admit/environment":        handle(decoder, k.environment),
		"/admit/host":               handle(decoder, k.host),
		"/admit/informationsystem":  handle(decoder, k.informationSystem),
		"/admit/quota":              handle(decoder, k.quota),
		"/admit/regulationprofile":  handle(decoder, k.regulationProfile),
		"/admit/residencyexception": handle(decoder, k.residencyException),
		"/admit/ruleoverride":       handle(decoder, k.ruleOverride),
		"/admit/securityclearance":  handle(decoder, k.securityClearance),
		"/admit/supportaccess":      handle(decoder, k.supportAccess),
		"/admit/tariff":             handle(decoder, k.tariff),
		"/admit/virtualmachine":     handle(decoder, k.cachedFirst(readers.Cached)),
	} {
		server.Register(path, &admission.Webhook{Handler: handler})
	}
}
