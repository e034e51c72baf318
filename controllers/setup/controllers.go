package setup

import (
	"net/http"

	"k8s.io/client-go/rest"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"

	"github.com/govtech-kz/ikp/controllers/assessment"
	"github.com/govtech-kz/ikp/controllers/billing"
	"github.com/govtech-kz/ikp/controllers/exception"
	"github.com/govtech-kz/ikp/controllers/gate"
	"github.com/govtech-kz/ikp/controllers/integration"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/migration"
	"github.com/govtech-kz/ikp/controllers/programme"
	"github.com/govtech-kz/ikp/controllers/quota"
	"github.com/govtech-kz/ikp/controllers/quota/sweeper"
	"github.com/govtech-kz/ikp/controllers/residency"
	"github.com/govtech-kz/ikp/controllers/residency/audit"
	"github.com/govtech-kz/ikp/internal/replica"
)

// program is ikp-controllers with every controller.
func program(l *ledger.Ledger, clk clock.WithTicker) replica.Program {
	return replica.Program{
		Name: "ikp-controllers", Noun: "controller",
		Parts: []replica.Part{
			{Name: "assessment", Add: func(m ctrl.Manager) error { return assessment.Setup(m, clk) }},
			{Name: "budget", Add: func(m ctrl.Manager) error { return billing.SetupBudgets(m, l, clk) }},
			{Name: "exception", Add: func(m ctrl.Manager) error { return exception.Setup(m, clk) }},
			{Name: "gate", Add: func(m ctrl.Manager) error { return gate.Setup(m, l, clk) }},
			{Name: "integration", Add: func(m ctrl.Manager) error { return integration.Setup(m, clk) }},
			{Name: "migration", Add: func(m ctrl.Manager) error { return migration.Setup(m, clk) }},
			{Name: "programme", Add: func(m ctrl.Manager) error { return programme.Setup(m, clk) }},
			{Name: "quota", Add: func(m ctrl.Manager) error { return quota.Setup(m, l, clk) }},
			{Name: "residency", Add: func(m ctrl.Manager) error { return residency.Setup(m, clk) }},
			{Name: "residency-audit", Add: func(m ctrl.Manager) error { return audit.Setup(m, l, clk) }},
			{Name: "statement", Add: func(m ctrl.Manager) error { return billing.SetupStatements(m, l, clk) }},
			{Name: "sweeper", Add: func(m ctrl.Manager) error { return sweeper.Setup(m, l, clk) }},
			{Name: "tariff", Add: func(m ctrl.Manager) error { return billing.SetupTariffs(m, l, clk) }},
		},
		Ready: func(r *http.Request) error { return l.Ping(r.Context()) },
	}
}

// NewManager is a manager with the chosen controllers in it.
func NewManager(cfg *rest.Config, o *Options, l *ledger.Ledger, clk clock.WithTicker) (ctrl.Manager, error) {
	return program(l, clk).Manager(cfg, o.Options)
}
