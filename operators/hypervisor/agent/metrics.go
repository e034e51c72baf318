package agent

import (
	"math"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// What an operator of a data centre watches. Every figure is as of the last look.
var (
	answersGauge = gauge("ikp_hypervisor_answers", "1 while the hypervisor of a host answers its agent, 0 otherwise.", "host")
	machineGauge = gauge("ikp_hypervisor_machines",
		"Machines that a host holds by state: Running, Paused, Stopped, or Unknown for those whose identity is contested.", "host", "state")
	orphanGauge   = gauge("ikp_hypervisor_orphans", "Domains of the platform for which no VirtualMachine is bound to the host.", "host")
	foreignGauge  = gauge("ikp_hypervisor_foreign_domains", "Domains of a host that are not the platform's.", "host")
	conflictGauge = gauge("ikp_hypervisor_conflicts", "Machines of a host that several domains claim to be.", "host")
	pendingGauge  = gauge("ikp_hypervisor_journal_pending", "Metered transitions that the ledger has not acknowledged yet.", "host")
	oldestGauge   = gauge("ikp_hypervisor_journal_oldest_seconds", "Age of the oldest transition that waits for the ledger, 0 when none does.", "host")
)

func gauge(name, help string, labels ...string) *prometheus.GaugeVec {
	return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, labels)
}

func init() {
	metrics.Registry.MustRegister(answersGauge, machineGauge, orphanGauge, foreignGauge, conflictGauge, pendingGauge, oldestGauge)
}

// countHeld shows what a hypervisor that answered holds.
func (h *Hosts) countHeld(inventory driver.Inventory) {
	answersGauge.WithLabelValues(h.Host).Set(1)
	foreignGauge.WithLabelValues(h.Host).Set(float64(inventory.Foreign))
	conflictGauge.WithLabelValues(h.Host).Set(float64(len(inventory.Conflicts)))
	states := map[driver.State]int{driver.Running: 0, driver.Paused: 0, driver.Stopped: 0}
	unknown := 0
	for _, o := range inventory.Machines {
		if o.Presence == driver.Unknown {
			unknown++
			continue
		}
		states[o.State]++
	}
	for state, n := range states {
		machineGauge.WithLabelValues(h.Host, string(state)).Set(float64(n))
	}
	machineGauge.WithLabelValues(h.Host, string(driver.Unknown)).Set(float64(unknown))
}

// countSilent shows that a hypervisor does not answer. What it holds stays as it
// was last seen.
func (h *Hosts) countSilent() { answersGauge.WithLabelValues(h.Host).Set(0) }

// countJournal shows what waits for the ledger.
func (h *Hosts) countJournal() {
	pending, age := h.waiting(), time.Duration(0)
	if len(pending) > 0 {
		age = h.Clock.Now().Sub(pending[0].At.Time)
	}
	pendingGauge.WithLabelValues(h.Host).Set(float64(len(pending)))
	oldestGauge.WithLabelValues(h.Host).Set(max(0, age.Seconds()))
}

// waiting are the transitions that the ledger has not acknowledged.
func (h *Hosts) waiting() []subresources.UsageTransition {
	if b := h.Journal.Batch(math.MaxInt); b != nil {
		return b.Transitions
	}
	return nil
}
