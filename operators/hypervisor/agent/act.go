package agent

import (
	"context"
	"fmt"
	"time"

	ctrl "sigs.k8s.io/controller-runtime"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/machine"
	"github.com/govtech-kz/ikp/operators/hypervisor/record"
)

const (
	// actTimeout is how long one action may take.
	actTimeout = 30 * time.Second
	// provisionTimeout leaves time to read a large image once.
	provisionTimeout = 10 * time.Minute
)

// carryOut does what was decided, up to the first trouble, and looks again. On
// doubt it does nothing.
func (r *Machines) carryOut(ctx context.Context, s *scope, d machine.Decision) machine.View {
	if s.doubt != nil {
		return machine.View{Facts: s.facts, Guest: r.askGuest(ctx, s), Outcome: s.doubt}
	}
	var outcome error
	for _, a := range d.Actions {
		ctrl.LoggerFrom(ctx).V(1).Info("acting on a machine", "action", a, "state", d.State)
		if outcome = r.act(ctx, s, a); outcome != nil {
			break
		}
	}
	if len(d.Actions) > 0 {
		if err := r.observe(ctx, s); err != nil && outcome == nil {
			outcome = err
		}
	}
	return machine.View{Facts: s.facts, Guest: r.askGuest(ctx, s), Outcome: outcome}
}

func (r *Machines) act(ctx context.Context, s *scope, a machine.Action) error {
	timeout := actTimeout
	if a == machine.Provision {
		timeout = provisionTimeout
	}
	ctx, cancel := context.WithTimeout(driver.WithPermit(ctx, r.Permit), timeout)
	defer cancel()
	uid := s.vm.UID
	switch a {
	case machine.Provision:
		return r.provision(ctx, s)
	case machine.Start:
		return r.start(ctx, s)
	case machine.Shutdown:
		if err := r.remember(s, s.facts.Record.AskToStop(s.facts.Now)); err != nil {
			return err
		}
		return r.Driver.Shutdown(ctx, uid)
	case machine.PowerOff:
		return r.Driver.PowerOff(ctx, uid)
	case machine.Keep:
		return r.remember(s, s.facts.Record.Keep())
	case machine.Plug, machine.Unplug:
		return r.Driver.Plug(ctx, uid, a == machine.Plug)
	case machine.Remove:
		return r.Driver.Remove(ctx, uid)
	}
	return fmt.Errorf("carrying out %q: no such action", a)
}

func (r *Machines) provision(ctx context.Context, s *scope) error {
	m, err := r.machine(ctx, s)
	if err != nil {
		return err
	}
	return r.Driver.Provision(ctx, m)
}

// start writes down that it will start before it does, and when it did.
func (r *Machines) start(ctx context.Context, s *scope) error {
	next := s.facts.Record.Begin(r.Clock.Now(), r.logSize(ctx, s.vm))
	if err := r.remember(s, next); err != nil {
		return err
	}
	if err := r.Driver.Start(ctx, s.vm.UID); err != nil {
		return err
	}
	next.StartedAt = r.Clock.Now()
	return r.remember(s, next)
}

func (r *Machines) remember(s *scope, next record.Record) error {
	s.facts.Record = next
	return r.records.Save(s.vm.UID, next)
}

// askGuest asks the guest of a machine that is up.
func (r *Machines) askGuest(ctx context.Context, s *scope) machine.Guest {
	var g machine.Guest
	if s.image != nil {
		g.Probe = s.image.Spec.Probe
	}
	if s.facts.Observed.Presence == driver.Present && s.facts.Observed.State == driver.Running {
		g.Ready, g.Err = r.prober.Ask(ctx, g.Probe, s.facts.Observed, s.facts.Record)
	}
	return g
}
