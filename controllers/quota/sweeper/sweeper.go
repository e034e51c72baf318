package sweeper

import (
	"context"
	"errors"
	"time"

	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/manager"

	"github.com/govtech-kz/ikp/controllers/ledger"
)

const (
	// owner names the sweeper in events.
	owner = "ikp-sweeper"
	// interval between two comparisons.
	interval = 5 * time.Minute
	// wait is how long a machine stays missing before its reservation is released.
	wait = 2 * interval
)

// Ledger is what the sweeper needs of the ledger.
type Ledger interface {
	Reservations(ctx context.Context) ([]ledger.Reservation, error)
	Restore(ctx context.Context, r ledger.Request) (ledger.Restored, error)
	Reclaim(ctx context.Context, machine string, at time.Time, why string) error
	Findings(ctx context.Context, since time.Time) ([]ledger.Finding, error)
	CountFindings(ctx context.Context) (map[ledger.FindingKind]int64, error)
}

// Sweeper compares again and again.
type Sweeper struct {
	// live reads from the API server itself: a cache may lag behind.
	live   client.Reader
	ledger Ledger
	clock  clock.WithTicker
	events events.EventRecorder
	memory memory
	// toldUntil is up to when findings were told of.
	toldUntil time.Time
}

var (
	_ manager.Runnable               = (*Sweeper)(nil)
	_ manager.LeaderElectionRunnable = (*Sweeper)(nil)
)

// Setup adds the sweeper to the manager.
func Setup(mgr ctrl.Manager, l Ledger, clk clock.WithTicker) error {
	return mgr.Add(&Sweeper{
		live: mgr.GetAPIReader(), ledger: l, clock: clk, events: mgr.GetEventRecorder(owner),
		toldUntil: clk.Now().Add(-wait),
	})
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
	v := compare(reservations, w, s.memory, s.clock.Now(), wait)
	s.memory = v.memory
	show(v)
	s.haunted(ctx, v, w)
	return errors.Join(s.restore(ctx, v.restore), s.reclaim(ctx, v.reclaim), s.explain(ctx, w), s.countFindings(ctx))
}

// restore reserves again what machines were granted and the ledger lost. One whose
// reservation was given back is the gate's to tell of.
func (s *Sweeper) restore(ctx context.Context, lost []ledger.Request) error {
	for _, r := range lost {
		out, err := s.ledger.Restore(ctx, r)
		switch {
		case errors.Is(err, ledger.ErrReleased):
		case err != nil:
			return err
		case out.Changed:
			restored.Inc()
		}
	}
	return nil
}

func (s *Sweeper) reclaim(ctx context.Context, gone []ledger.Reservation) error {
	for _, r := range gone {
		why := "it has had no object and was on no host since " + s.memory.missingSince[r.Machine].UTC().Format(time.RFC3339)
		if err := s.ledger.Reclaim(ctx, r.Machine, s.clock.Now(), why); err != nil {
			return err
		}
		released.Inc()
		delete(s.memory.missingSince, r.Machine)
	}
	return nil
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
