package residency

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/hack/bench/site"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// Where bytes may lie while it is registered, where they may not, and the host there.
const (
	home, abroad, hostAbroad = "bench-kz", "bench-de", "bench-abroad"
)

// furnish runs a machine before there is a host abroad: whether a host that never
// speaks holds it already nobody could tell.
func (b *bench) furnish(ctx context.Context) error {
	if _, err := b.Run(ctx, site.SilentImage, 0, 1, site.Running); err != nil {
		return err
	}
	for _, o := range []client.Object{
		builders.DataCentre(home, nil),
		builders.DataCentre(abroad, func(s *compute.DataCentreSpec) { s.Country, s.Region = "DE", "DE-HE" }),
		builders.Host(hostAbroad, abroad, nil),
	} {
		if err := b.Client.Create(ctx, o); err != nil {
			return fmt.Errorf("creating %T %q: %w", o, o.GetName(), err)
		}
	}
	return nil
}

// measureDrift copies the disk of a running machine abroad, as somebody with a
// root shell would, and waits for the finding; then takes it away again.
func (b *bench) measureDrift(ctx context.Context) error {
	vm := &compute.VirtualMachine{}
	key := client.ObjectKeyFromObject(site.Machine(0, site.SilentImage))
	if err := b.Client.Get(ctx, key, vm); err != nil {
		return err
	}
	host, err := b.As(compute.HostUser(hostAbroad), compute.GroupHosts)
	if err != nil {
		return err
	}
	worst := time.Duration(0)
	for n := range copies {
		b.report.Progress("copying a disk abroad, %d of %d", n+1, copies)
		began := time.Now()
		if err := say(ctx, host, vm.UID); err != nil {
			return err
		}
		if err := b.await(ctx, 1); err != nil {
			return err
		}
		worst = max(worst, time.Since(began))
		if err := say(ctx, host, ""); err != nil {
			return err
		}
		if err := b.await(ctx, 0); err != nil {
			return err
		}
	}
	b.report.Add(report.Figure{
		Name: "drift", Value: worst.Seconds(), Unit: "s", Goal: report.AtMost(mostDrift),
		Against: "nothing: the worst of " + fmt.Sprint(copies) + ", from the host's report to the finding",
	})
	return nil
}

// say has the host abroad report that it holds a machine's disk, or nothing.
func say(ctx context.Context, host client.Client, machine types.UID) error {
	i := &subresources.ResidencyInventory{Host: hostAbroad}
	if machine != "" {
		i.Lots = []subresources.HeldLot{{Kind: "Disk", Resource: "disks/" + string(machine) + "/root.qcow2", Machine: machine, Bytes: 1}}
	}
	if err := host.Create(ctx, i); err != nil {
		return fmt.Errorf("reporting what host %q holds: %w", hostAbroad, err)
	}
	return nil
}
