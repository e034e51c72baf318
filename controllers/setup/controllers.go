package setup

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"

	"github.com/govtech-kz/ikp/controllers/billing"
	"github.com/govtech-kz/ikp/controllers/gate"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/quota"
	"github.com/govtech-kz/ikp/controllers/quota/sweeper"
	"github.com/govtech-kz/ikp/controllers/residency"
)

type controller struct {
	name string
	add  func(ctrl.Manager, *ledger.Ledger, clock.WithTicker) error
}

// controllers is every controller of ikp-controllers.
var controllers = []controller{
	{"budget", func(m ctrl.Manager, l *ledger.Ledger, c clock.WithTicker) error { return billing.SetupBudgets(m, l, c) }},
	{"gate", func(m ctrl.Manager, l *ledger.Ledger, c clock.WithTicker) error { return gate.Setup(m, l, c) }},
	{"quota", func(m ctrl.Manager, l *ledger.Ledger, c clock.WithTicker) error { return quota.Setup(m, l, c) }},
	{"residency", func(m ctrl.Manager, _ *ledger.Ledger, c clock.WithTicker) error { return residency.Setup(m, c) }},
	{"statement", func(m ctrl.Manager, l *ledger.Ledger, c clock.WithTicker) error {
		return billing.SetupStatements(m, l, c)
	}},
	{"sweeper", func(m ctrl.Manager, l *ledger.Ledger, c clock.WithTicker) error { return sweeper.Setup(m, l, c) }},
	{"tariff", func(m ctrl.Manager, l *ledger.Ledger, c clock.WithTicker) error { return billing.SetupTariffs(m, l, c) }},
}

func names() string {
	all := make([]string, 0, len(controllers))
	for _, c := range controllers {
		all = append(all, c.name)
	}
	return strings.Join(all, ", ")
}

// choose is the controllers that a selection means: "*" is all, "name" one of
// them, "-name" takes one away. A name that does not exist is an error.
func choose(selection []string) ([]controller, error) {
	var chosen []controller
	for _, s := range selection {
		if name := strings.TrimPrefix(s, "-"); name != "*" && !known(name) {
			return nil, fmt.Errorf("unknown controller %q: choose of %s", name, names())
		}
	}
	for _, c := range controllers {
		wanted := slices.Contains(selection, "*") || slices.Contains(selection, c.name)
		if wanted && !slices.Contains(selection, "-"+c.name) {
			chosen = append(chosen, c)
		}
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("no controller is left to run: choose of %s", names())
	}
	return chosen, nil
}

func known(name string) bool {
	return slices.ContainsFunc(controllers, func(c controller) bool { return c.name == name })
}
