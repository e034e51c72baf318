package agent

import (
	"context"
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/operators/hypervisor/capacity"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// objection is why this host must not start the machine, nil if it may. What
// cannot be read is an error: on doubt nothing starts.
func (r *Machines) objection(ctx context.Context, s *scope) (*driver.Rejected, error) {
	host, err := ownHost(ctx, r.client, r.Host)
	if err != nil {
		return nil, fmt.Errorf("reading host %q: %w", r.Host, err)
	}
	judged, err := r.judge(ctx, s.vm, host)
	if err != nil {
		return nil, err
	}
	if v, refused := judged.Refusal(); refused {
		return rejected("host %s may not run this machine: %s", r.Host, v.Message), nil
	}
	return r.room(ctx, s, host)
}

// room is the host's objection when the machine does not fit beside what the
// hypervisor holds.
func (r *Machines) room(ctx context.Context, s *scope, host *compute.Host) (*driver.Rejected, error) {
	ctx, cancel := context.WithTimeout(ctx, observeTimeout)
	defer cancel()
	info, err := r.Driver.Describe(ctx)
	if err != nil {
		return nil, fmt.Errorf("asking host %q what it has: %w", r.Host, err)
	}
	inventory, err := r.Driver.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("asking host %q what it holds: %w", r.Host, err)
	}
	present := make(map[types.UID]compute.Resources, len(inventory.Machines))
	for _, o := range inventory.Machines {
		present[o.UID] = o.Resources
	}
	allocatable := capacity.Allocatable(info.Capacity, host.Spec.VCPUPercent, host.Spec.Reserved)
	if err := r.book.Claim(s.vm.UID, s.facts.Want, allocatable, present); err != nil {
		return rejected("host %s has no room: %v; delete machines there, or create this one again so that it is placed anew", r.Host, err), nil
	}
	return nil, nil
}

func rejected(format string, args ...any) *driver.Rejected {
	return &driver.Rejected{Reason: compute.ReasonHostRejected, Message: fmt.Sprintf(format, args...)}
}

// judge decides again, on the hypervisor, what admission and placement decided
// before: the data centre's papers, and the rules, may have changed since.
func (r *Machines) judge(ctx context.Context, vm *compute.VirtualMachine, host *compute.Host) (rules.Judgement, error) {
	now := &subresources.HostedMachine{}
	if err := r.live.Get(ctx, client.ObjectKeyFromObject(vm), now); err != nil {
		return nil, fmt.Errorf("reading the system of machine %s/%s: %w", vm.Namespace, vm.Name, err)
	}
	if now.UID != vm.UID || now.System == nil {
		return nil, fmt.Errorf("machine %s/%s is of no registered system, so nobody can tell whose it is", vm.Namespace, vm.Name)
	}
	dc := &compute.DataCentre{}
	if err := r.client.Get(ctx, client.ObjectKey{Name: host.Spec.DataCentre}, dc); err != nil {
		return nil, fmt.Errorf("reading data centre %q: %w", host.Spec.DataCentre, err)
	}
	book, err := r.library.Book(ctx, calendar.Day(r.Clock.Now()))
	if err != nil {
		return nil, err
	}
	f, site := facts.Hosted(*now.System), siteOf(dc, host)
	f.Site = &site
	return rules.Judge(regulation.Placement, f, book, r.Clock.Now()), nil
}

// siteOf is the data centre as far as this host is of it: a host serves one
// segment of its site.
func siteOf(dc *compute.DataCentre, host *compute.Host) residency.Site {
	site := facts.Site(dc)
	site.Segments = slices.DeleteFunc(site.Segments, func(s string) bool { return s != string(host.Spec.Segment) })
	return site
}
