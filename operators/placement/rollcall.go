package placement

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

const (
	// rollOwner is the field manager of the question alone.
	rollOwner client.FieldOwner = "ikp-roll-call"
	// rollPatience is how long hosts may take to answer before the machine says
	// that it waits for them: 5–6.25 s.
	rollPatience = 5 * time.Second
	// rollInterval is how often a host that does not answer is asked again, in case
	// somebody else has asked meanwhile; 60–75 s.
	rollInterval = time.Minute
	// toldHosts is how many hosts a message names.
	toldHosts = 3
)

// RollReconciler asks hosts which machines they hold.
type RollReconciler struct {
	// Client reads hosts from a cache.
	Client client.Client
	// Status writes the question.
	Status kit.StatusWriter

	book *book
}

// Reconcile asks one host, if anybody wants to know, until it has answered.
func (r *RollReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	call := r.book.call()
	if call == "" {
		return ctrl.Result{}, nil
	}
	host := &compute.Host{}
	if err := r.Client.Get(ctx, req.NamespacedName, host); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if host.Status.RollAnswer == call {
		return ctrl.Result{}, nil
	}
	return kit.After(rollInterval), r.Status.Apply(ctx, host, kit.Report{Fields: map[string]any{"rollCall": call}})
}

// awaitRoll has the hosts asked and comes back. The machine says that it waits
// only when the answers take their time.
func (r *MachineReconciler) awaitRoll(ctx context.Context, vm *compute.VirtualMachine, hosts []string, first bool) (ctrl.Result, error) {
	if !first && r.book.waits(vm.UID) {
		return r.wait(ctx, vm, compute.ReasonRollCall, tellUnheard(hosts))
	}
	r.book.wait(vm)
	if first {
		select {
		case r.roll <- event.GenericEvent{}:
		case <-ctx.Done():
			return ctrl.Result{}, ctx.Err()
		}
	}
	return kit.After(rollPatience), nil
}

func tellUnheard(hosts []string) string {
	slices.Sort(hosts)
	names := strings.Join(hosts[:min(len(hosts), toldHosts)], ", ")
	if more := len(hosts) - toldHosts; more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf("host %s has not said yet which machines it holds, and may hold this one from before a restart or a restore; "+
		"bring its agent back, or delete the Host if it is gone for good", names)
}
