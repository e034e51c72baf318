package agent

import (
	"context"
	"errors"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/machine"
)

// observeTimeout is how long the hypervisor may take to tell about a machine.
const observeTimeout = 8 * time.Second

// scope is what one look at a machine has gathered.
type scope struct {
	vm *compute.VirtualMachine
	// image is nil when the catalogue no longer has it.
	image *compute.Image
	facts machine.Facts
	// doubt is why it cannot be told whether the machine may start here; nil when
	// it can, or when nothing would be started.
	doubt error
}

// gather reads everything that a decision needs and changes nothing but the
// agent's own memory of the machine.
func (r *Machines) gather(ctx context.Context, vm *compute.VirtualMachine) (*scope, error) {
	s := &scope{vm: vm, facts: machine.Facts{
		Host: r.Host, Deleting: vm.DeletionTimestamp != nil, Strategy: vm.Spec.RunStrategy,
		Quarantined: apimeta.IsStatusConditionTrue(vm.Status.Conditions, compute.ConditionNetworkQuarantined),
	}}
	if vm.Spec.RestartedAt != nil {
		s.facts.RestartedAt = vm.Spec.RestartedAt.Time
	}
	missing, err := r.catalogue(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := r.observe(ctx, s); err != nil {
		return nil, err
	}
	s.facts.Refusal = missing
	if missing == nil && mightStart(s.facts) {
		s.facts.Refusal, s.doubt = r.objection(ctx, s)
	}
	return s, nil
}

// mightStart: the machine is down, or shall go down to be started again.
func mightStart(f machine.Facts) bool {
	return f.Admitted && !f.Deleting && f.Observed.Presence != driver.Unknown &&
		(!f.Observed.Up() || f.RestartedAt.After(f.Record.StartedAt))
}

// catalogue reads the machine's type and image. What is missing is refused, not
// an error: a machine that runs goes on without them.
func (r *Machines) catalogue(ctx context.Context, s *scope) (*driver.Rejected, error) {
	kind, image := &compute.MachineType{}, &compute.Image{}
	errKind := r.client.Get(ctx, client.ObjectKey{Name: s.vm.Spec.MachineType}, kind)
	errImage := r.client.Get(ctx, client.ObjectKey{Name: s.vm.Spec.Image}, image)
	if errKind == nil {
		s.facts.Want = s.vm.Requested(kind.Spec)
		s.facts.Admitted = s.vm.AdmittedFor(s.facts.Want)
	}
	if errImage == nil {
		s.image = image
	}
	err := errors.Join(errKind, errImage)
	if apierrors.IsNotFound(errKind) || apierrors.IsNotFound(errImage) {
		return &driver.Rejected{
			Reason:  compute.ReasonCatalogueMissing,
			Message: fmt.Sprintf("the catalogue lacks what the machine needs: %v; ask the platform operator to restore it", err),
		}, nil
	}
	return nil, err
}

// observe asks the hypervisor and brings the record up to it.
func (r *Machines) observe(ctx context.Context, s *scope) error {
	ctx, cancel := context.WithTimeout(ctx, observeTimeout)
	defer cancel()
	s.facts.Observed = r.Driver.Observe(ctx, s.vm.UID)
	s.facts.Now = r.Clock.Now()
	have, err := r.records.Load(s.vm.UID)
	if err != nil {
		return err
	}
	s.facts.Record = have.Follow(s.facts.Observed, s.facts.Now, r.logSize(ctx, s.vm))
	if s.facts.Record == have {
		return nil
	}
	return r.records.Save(s.vm.UID, s.facts.Record)
}

// logSize is the size of the machine's serial log; 0 while there is none.
func (r *Machines) logSize(ctx context.Context, vm *compute.VirtualMachine) int64 {
	log, err := r.Driver.OpenLog(ctx, vm.UID)
	if err != nil {
		return 0
	}
	defer func() { _ = log.Close() }()
	size, err := log.Size()
	if err != nil {
		return 0
	}
	return size
}
