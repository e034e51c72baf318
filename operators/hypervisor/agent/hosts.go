package agent

import (
	"context"
	"sync"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/events"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/hypervisor/capacity"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// lookInterval is how often a host lists what it holds. It bounds how long a
// change goes unnoticed whose event was lost, jittered to 5–6.25 s.
const lookInterval = 5 * time.Second

// Hosts reports the agent's own host.
type Hosts struct {
	Config
	client client.Client
	status kit.StatusWriter
	book   *capacity.Book
	events events.EventRecorder

	mu   sync.Mutex
	seen map[types.UID]driver.Observation
}

var _ reconcile.Reconciler = (*Hosts)(nil)

// Reconcile reports what the hypervisor says of itself and its machines.
func (h *Hosts) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	host, err := ownHost(ctx, h.client, req.Name)
	if err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if h.status.Behind(host) {
		return kit.After(catchUp), nil
	}
	h.countJournal()
	info, inventory, err := h.look(ctx)
	if err != nil {
		h.countSilent()
		h.markSilent(host)
		return kit.After(lookInterval), h.status.Apply(ctx, host, silentReport(host.Status, h.Endpoint, err))
	}
	h.countHeld(inventory)
	h.markChanged(inventory)
	h.trimLogs(ctx, inventory)
	if err := h.meterOrphans(ctx, inventory); err != nil {
		return ctrl.Result{}, err
	}
	now := hostStatus(host.Spec, h.Endpoint, info, inventory)
	now.RollAnswer = host.Status.RollCall // the question was read before the machines were listed
	if err := h.status.Apply(ctx, host, hostReport(now)); err != nil {
		return ctrl.Result{}, err
	}
	h.tell(host, now)
	return kit.After(lookInterval), nil
}

// trimLogs keeps guests that talk much from filling the host's disk. That one of
// them cannot be stopped must not hold up the rest.
func (h *Hosts) trimLogs(ctx context.Context, inventory driver.Inventory) {
	for _, o := range inventory.Machines {
		if err := h.Driver.TrimLog(ctx, o.UID); err != nil {
			ctrl.LoggerFrom(ctx).Error(err, "a guest's serial log grows without bound")
		}
	}
}

func (h *Hosts) look(ctx context.Context) (driver.HostInfo, driver.Inventory, error) {
	ctx, cancel := context.WithTimeout(ctx, observeTimeout)
	defer cancel()
	info, err := h.Driver.Describe(ctx)
	if err != nil {
		return info, driver.Inventory{}, err
	}
	inventory, err := h.Driver.List(ctx)
	return info, inventory, err
}

// markSilent has every machine say that nobody can tell about it, once the
// hypervisor falls silent.
func (h *Hosts) markSilent(host *compute.Host) {
	if apimeta.IsStatusConditionTrue(host.Status.Conditions, compute.ConditionReady) {
		h.Driver.Changes().MarkAll()
	}
}

// markChanged finds the changes whose events were lost.
func (h *Hosts) markChanged(inventory driver.Inventory) {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := make(map[types.UID]driver.Observation, len(inventory.Machines))
	for _, o := range inventory.Machines {
		o.Err = nil // errors do not compare
		now[o.UID] = o
		if h.seen[o.UID] != o {
			h.Driver.Changes().Mark(o.UID)
		}
	}
	for uid := range h.seen {
		if _, ok := now[uid]; !ok {
			h.Driver.Changes().Mark(uid)
		}
	}
	h.seen = now
}
