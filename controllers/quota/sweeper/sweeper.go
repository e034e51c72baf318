package sweeper

import (
	"context"
	"errors"
	"fmt"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/manager"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

const (
	// interval between two comparisons.
	interval = 5 * time.Minute
	// wait is how long a machine stays missing before its reservation is released.
	wait = 2 * interval
)

// Ledger is what the sweeper needs of the ledger.
type Ledger interface {
	Reservations(ctx context.Context) ([]ledger.Reservation, error)
	Release(ctx context.Context, machine string, at time.Time) error
	CountFindings(ctx context.Context) (map[ledger.FindingKind]int64, error)
}

// Sweeper compares again and again.
type Sweeper struct {
	// live reads from the API server itself: a cache may lag behind.
	live         client.Reader
	ledger       Ledger
	clock        clock.WithTicker
	missingSince map[string]time.Time
}

var (
	_ manager.Runnable               = (*Sweeper)(nil)
	_ manager.LeaderElectionRunnable = (*Sweeper)(nil)
)

// Setup adds the sweeper to the manager.
func Setup(mgr ctrl.Manager, l Ledger, clk clock.WithTicker) error {
	return mgr.Add(&Sweeper{live: mgr.GetAPIReader(), ledger: l, clock: clk})
}

// NeedLeaderElection implements manager.LeaderElectionRunnable.
func (s *Sweeper) NeedLeaderElection() bool { return true }

// Start compares until the context ends.
func (s *Sweeper) Start(ctx context.Context) error {
	logger := log.FromContext(ctx).WithName("sweeper")
	ctx = log.IntoContext(ctx, logger)
	tick := s.clock.NewTicker(interval)
	defer tick.Stop()
	for {
		if err := s.Sweep(ctx); err != nil {
			logger.Error(err, "Comparing reservations with machines")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C():
		}
	}
}

// Sweep compares once. Reservations are read before machines: a machine whose
// reservation was read existed then, so one that is not in the list is gone.
func (s *Sweeper) Sweep(ctx context.Context) error {
	reservations, err := s.ledger.Reservations(ctx)
	if err != nil {
		return err
	}
	w, err := s.observe(ctx)
	if err != nil {
		return err
	}
	v := compare(reservations, w, s.missingSince, s.clock.Now(), wait)
	s.missingSince = v.missingSince
	show(v)
	s.tell(ctx, v)
	return errors.Join(s.release(ctx, v.release), s.countFindings(ctx))
}

func (s *Sweeper) observe(ctx context.Context) (world, error) {
	w := world{machines: map[types.UID]bool{}, onHosts: map[types.UID]bool{}, admitted: map[types.UID]bool{}}
	var hosts compute.HostList
	if err := s.live.List(ctx, &hosts); err != nil {
		return w, fmt.Errorf("listing all hosts: %w", err)
	}
	for _, h := range hosts.Items {
		for _, uid := range h.Status.Machines {
			w.onHosts[uid] = true
		}
	}
	var machines compute.VirtualMachineList
	if err := s.live.List(ctx, &machines); err != nil {
		return w, fmt.Errorf("listing all machines: %w", err)
	}
	for _, vm := range machines.Items {
		w.machines[vm.UID] = true
		if apimeta.IsStatusConditionTrue(vm.Status.Conditions, compute.ConditionQuotaReserved) {
			w.admitted[vm.UID] = true
		}
	}
	return w, nil
}

func (s *Sweeper) release(ctx context.Context, gone []ledger.Reservation) error {
	for _, r := range gone {
		if err := s.ledger.Release(ctx, r.Machine, s.clock.Now()); err != nil {
			return err
		}
		released.Inc()
		delete(s.missingSince, r.Machine)
		log.FromContext(ctx).Info("Released the reservation of a machine that is gone", "machine", r.Name, "uid", r.Machine)
	}
	return nil
}

func (s *Sweeper) tell(ctx context.Context, v verdict) {
	logger := log.FromContext(ctx)
	for _, r := range v.haunting {
		logger.Info("A host holds a machine whose object is gone", "machine", r.Name, "uid", r.Machine)
	}
	for _, uid := range v.unreserved {
		logger.Info("A machine says that it is reserved, but the ledger has no reservation", "uid", uid)
	}
}

func (s *Sweeper) countFindings(ctx context.Context) error {
	counts, err := s.ledger.CountFindings(ctx)
	if err != nil {
		return err
	}
	for kind, n := range counts {
		findings.WithLabelValues(string(kind)).Set(float64(n))
	}
	return nil
}
