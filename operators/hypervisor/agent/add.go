package agent

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/utils/ptr"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	"sigs.k8s.io/controller-runtime/pkg/source"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/hypervisor/capacity"
	"github.com/govtech-kz/ikp/operators/hypervisor/journal"
	"github.com/govtech-kz/ikp/operators/hypervisor/probe"
	"github.com/govtech-kz/ikp/operators/hypervisor/record"
	"github.com/govtech-kz/ikp/operators/hypervisor/stocktaking"
)

const (
	// workers is how many machines a host works on at once.
	workers = 4
	// A machine whose driver fails is tried again after 1 s, 2 s … 1 min.
	firstRetry, lastRetry = time.Second, time.Minute
	// patience is how long an agent that starts waits for the aggregated API: its
	// machines run meanwhile, and starting anew would not help.
	patience = 365 * 24 * time.Hour
)

// Add registers a host's reconcilers and its posting of usage.
func Add(mgr ctrl.Manager, c Config) error {
	status := kit.StatusWriter{Client: mgr.GetClient(), Owner: owner, Clock: c.Clock, Own: &kit.Own{}}
	book := capacity.NewBook()
	told, err := machineRecorder(mgr)
	if err != nil {
		return fmt.Errorf("recording events of machines of host %q: %w", c.Host, err)
	}
	machines := &Machines{
		Config: c, client: mgr.GetClient(), library: facts.NewLibrary(mgr.GetClient()), live: mgr.GetAPIReader(), status: status, book: book,
		records: record.Store{Dir: c.recordDir()}, prober: probe.New(c.Driver),
		events: told,
	}
	hosts := &Hosts{Config: c, client: mgr.GetClient(), status: status, book: book, events: mgr.GetEventRecorder(owner)}
	if err := machines.register(mgr); err != nil {
		return fmt.Errorf("registering the machines of host %q: %w", c.Host, err)
	}
	if err := hosts.register(mgr); err != nil {
		return fmt.Errorf("registering host %q: %w", c.Host, err)
	}
	if err := addStocktaking(mgr, c); err != nil {
		return err
	}
	return mgr.Add(&journal.Poster{
		Host: c.Host, Journal: c.Journal, Ledger: permitted{c.Ledger, c.Permit}, Clock: c.Clock,
		Settled: func(uids []types.UID) {
			for _, uid := range uids {
				c.Driver.Changes().Mark(uid)
			}
		},
		Tell: hosts.tellSetback,
	})
}

func addStocktaking(mgr ctrl.Manager, c Config) error {
	if c.Stock == nil {
		return nil
	}
	return mgr.Add(&stocktaking.Reporter{Host: c.Host, Holder: c.Driver, Stock: c.Stock, Permit: c.Permit, Clock: c.Clock})
}

func (r *Machines) register(mgr ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(mgr).Named("machines-" + r.Host).
		For(&subresources.HostedMachine{}).
		WatchesRawSource(source.Func(r.followHypervisor)).
		WithOptions(controller.Options{
			MaxConcurrentReconciles: workers,
			CacheSyncTimeout:        patience,
			SkipNameValidation:      ptr.To(true), // tests run several agents of one host in one process
			RateLimiter:             workqueue.NewTypedItemExponentialFailureRateLimiter[reconcile.Request](firstRetry, lastRetry),
		}).
		Complete(r)
}

func (h *Hosts) register(mgr ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(mgr).Named("host-" + h.Host).
		For(&subresources.HostView{}).
		WithOptions(controller.Options{CacheSyncTimeout: patience, SkipNameValidation: ptr.To(true)}).
		Complete(h)
}

// followHypervisor queues the machines about which the hypervisor said something.
func (r *Machines) followHypervisor(ctx context.Context, queue workqueue.TypedRateLimitingInterface[reconcile.Request]) error {
	go func() {
		for {
			uids, all, err := r.Driver.Changes().Take(ctx)
			if err != nil {
				return
			}
			if err := r.enqueue(ctx, queue, uids, all); err != nil {
				ctrl.LoggerFrom(ctx).Error(err, "finding the machines that changed", "host", r.Host)
			}
		}
	}()
	return nil
}

func (r *Machines) enqueue(ctx context.Context, queue workqueue.TypedRateLimitingInterface[reconcile.Request], uids []types.UID, all bool) error {
	marked := make(map[types.UID]bool, len(uids))
	for _, uid := range uids {
		marked[uid] = true
	}
	vms, err := ownMachines(ctx, r.client)
	if err != nil {
		return err
	}
	for _, vm := range vms {
		if all || marked[vm.UID] {
			queue.Add(reconcile.Request{NamespacedName: client.ObjectKeyFromObject(&vm)})
		}
	}
	return nil
}
