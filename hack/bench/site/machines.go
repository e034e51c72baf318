package site

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/watch"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

const (
	// creators is how many create machines at once.
	creators = 4
	// readyTimeout bounds how long machines may take altogether.
	readyTimeout = 10 * time.Minute
)

// Started is how machines came to run.
type Started struct {
	// Elapsed is from the first create to the last machine that was ready.
	Elapsed time.Duration
	// Each is from the create of a machine until a watch showed what was awaited.
	Each []time.Duration
}

// Run creates machines of an image, numbered from first on, and returns when a
// watch has shown each to be as awaited.
func (s *Site) Run(ctx context.Context, image string, first, count int, so func(*compute.VirtualMachine) bool) (Started, error) {
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel()
	w, err := s.Client.Watch(ctx, &compute.VirtualMachineList{}, client.InNamespace(Namespace()))
	if err != nil {
		return Started{}, fmt.Errorf("watching machines: %w", err)
	}
	defer w.Stop()
	asked := make([]time.Time, count)
	shown := map[string]time.Time{}
	began := time.Now()
	g, gctx := errgroup.WithContext(ctx)
	for worker := range creators {
		g.Go(func() error {
			for n := worker; n < count; n += creators {
				asked[n] = time.Now()
				if err := s.create(gctx, Machine(first+n, image)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	g.Go(func() error { return follow(gctx, w, count, shown, so) })
	if err := g.Wait(); err != nil {
		return Started{}, err
	}
	out := Started{Elapsed: time.Since(began)}
	for n := range count {
		out.Each = append(out.Each, shown[Machine(first+n, image).Name].Sub(asked[n]))
	}
	return out, nil
}

// follow notes when machines that were not there before are first as awaited.
func follow(ctx context.Context, w watch.Interface, count int, shown map[string]time.Time, so func(*compute.VirtualMachine) bool) error {
	old := map[string]bool{}
	for len(shown) < count {
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for machines, %d of %d are there: %w", len(shown), count, ctx.Err())
		case e, open := <-w.ResultChan():
			if !open {
				return errors.New("the watch over machines ended")
			}
			vm, ok := e.Object.(*compute.VirtualMachine)
			if !ok {
				return fmt.Errorf("the watch over machines sent %T", e.Object)
			}
			// A watch begins with what is there.
			if e.Type == watch.Added && so(vm) {
				old[vm.Name] = true
			}
			if _, known := shown[vm.Name]; !known && !old[vm.Name] && so(vm) {
				shown[vm.Name] = time.Now()
			}
		}
	}
	return nil
}

// Ready reports whether the machine's guest is.
func Ready(vm *compute.VirtualMachine) bool {
	return apimeta.IsStatusConditionTrue(vm.Status.Conditions, compute.ConditionReady)
}

// Running reports whether the machine runs, whatever its guest does.
func Running(vm *compute.VirtualMachine) bool { return vm.Status.PowerState == compute.PowerRunning }
