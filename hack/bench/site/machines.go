package site

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
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
	// At is when the watch showed it, by machine.
	At map[string]time.Time
}

// Run creates machines of an image, numbered from first on, and returns when a
// watch has shown each to be as awaited.
func (s *Site) Run(ctx context.Context, image string, first, count int, so func(*compute.VirtualMachine) bool) (Started, error) {
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel()
	machines := make([]*compute.VirtualMachine, count)
	waiting := map[string]bool{}
	for n := range machines {
		machines[n] = Machine(first+n, image)
		waiting[machines[n].Name] = true
	}
	asked, shown := make([]time.Time, count), map[string]time.Time{}
	began := time.Now()
	g, gctx := errgroup.WithContext(ctx)
	for worker := range creators {
		g.Go(func() error {
			for n := worker; n < count; n += creators {
				asked[n] = time.Now()
				if err := s.Developer.Create(gctx, machines[n]); err != nil {
					return fmt.Errorf("creating machine %q: %w", machines[n].Name, err)
				}
			}
			return nil
		})
	}
	g.Go(func() error { return s.follow(gctx, waiting, shown, so) })
	if err := g.Wait(); err != nil {
		return Started{}, err
	}
	out := Started{Elapsed: time.Since(began), At: shown}
	for n, vm := range machines {
		out.Each = append(out.Each, shown[vm.Name].Sub(asked[n]))
	}
	return out, nil
}

// follow moves machines from waiting to shown when they are as awaited. A watch
// that ends is opened again: it begins with what is there.
func (s *Site) follow(ctx context.Context, waiting map[string]bool, shown map[string]time.Time, so func(*compute.VirtualMachine) bool) error {
	for len(waiting) > 0 {
		w, err := s.Developer.Watch(ctx, &compute.VirtualMachineList{}, client.InNamespace(Namespace()))
		if err != nil {
			return fmt.Errorf("watching machines, %d of which are awaited: %w", len(waiting), err)
		}
		for e := range w.ResultChan() {
			if vm, ok := e.Object.(*compute.VirtualMachine); ok && waiting[vm.Name] && so(vm) {
				delete(waiting, vm.Name)
				shown[vm.Name] = time.Now()
			}
			if len(waiting) == 0 {
				break
			}
		}
		w.Stop()
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("waiting for %d machines: %w", len(waiting), err)
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
