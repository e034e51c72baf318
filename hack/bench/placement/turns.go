package placement

import (
	"context"
	"errors"
	"fmt"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// glance is the pause between two looks at machines that are to wait.
const glance = 250 * time.Millisecond

// scheduler finds its pods when it starts: they are all in its queue when it
// binds the first.
func (s *stage) scheduler(path string, args ...string) func(context.Context, string, int) (turn, error) {
	return func(ctx context.Context, label string, wave int) (turn, error) {
		stop := func() error { return nil }
		return turn{
			release: func(ctx context.Context) (err error) {
				stop, err = s.program(ctx, label, path, args...)
				return err
			},
			end: func() error { return stop() },
		}, s.makePods(ctx, label, wave)
	}
}

// placement finds machines whose system is not registered, and they wait. Those
// that were there before it began would wait for a roll call of the hosts. When
// the system is registered all of them may be bound at once.
func (s *stage) placement(path string, args ...string) func(context.Context, string, int) (turn, error) {
	return func(ctx context.Context, label string, wave int) (turn, error) {
		stop, err := s.program(ctx, label, path, args...)
		if err != nil {
			return turn{}, err
		}
		if err := s.await(ctx, label, wave); err != nil {
			return turn{}, errors.Join(err, stop())
		}
		return turn{
			release: func(ctx context.Context) error { return s.cp.Client.Create(ctx, builders.System(label, agency, nil)) },
			end:     stop,
		}, nil
	}
}

// await brings a wave to wait for its system. A first machine tells when the
// program sees what comes into being.
func (s *stage) await(ctx context.Context, label string, wave int) error {
	first := label + "-first"
	if err := s.environment(ctx, first); err != nil {
		return err
	}
	if err := s.machine(ctx, first, first, s.arrival(wave, 0), 0); err != nil {
		return err
	}
	if err := s.awaitWaiting(ctx, first, 1); err != nil {
		return err
	}
	if err := s.environment(ctx, label); err != nil {
		return err
	}
	if err := s.makeMachines(ctx, label, label, wave); err != nil {
		return err
	}
	return s.awaitWaiting(ctx, label, waveSize)
}

// environment makes the namespace of a system that is not registered.
func (s *stage) environment(ctx context.Context, name string) error {
	labels := builders.WorkloadLabels(agency, name, "prod", tenancy.EnvironmentProduction)
	if err := s.cp.Client.Create(ctx, builders.Namespace(name, labels)); err != nil {
		return fmt.Errorf("creating namespace %q: %w", name, err)
	}
	return nil
}

// awaitWaiting returns when so many machines of a namespace say that they wait
// for their system.
func (s *stage) awaitWaiting(ctx context.Context, namespace string, want int) error {
	waiting := 0
	err := wait.PollUntilContextCancel(ctx, glance, true, func(ctx context.Context) (bool, error) {
		var machines compute.VirtualMachineList
		if err := s.cp.Client.List(ctx, &machines, client.InNamespace(namespace)); err != nil {
			return false, err
		}
		waiting = 0
		for i := range machines.Items {
			placed := apimeta.FindStatusCondition(machines.Items[i].Status.Conditions, compute.ConditionPlaced)
			if placed != nil && placed.Reason == compute.ReasonSystemMissing {
				waiting++
			}
		}
		return waiting == want, nil
	})
	if err != nil {
		return fmt.Errorf("%d of %d machines wait for their system: %w", waiting, want, err)
	}
	return nil
}
