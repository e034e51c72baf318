package stocktaking

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	clocktesting "k8s.io/utils/clock/testing"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/fixture"
)

// stock remembers what it was given.
type stock struct {
	err error
	got []*subresources.ResidencyInventory
}

func (s *stock) Post(_ context.Context, i *subresources.ResidencyInventory) error {
	s.got = append(s.got, i)
	return s.err
}

func newReporter(t *testing.T) (*Reporter, *fixture.Driver, *stock, *clocktesting.FakeClock) {
	t.Helper()
	clock := clocktesting.NewFakeClock(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC))
	d, err := fixture.New(fixture.Options{Name: "h1", Capacity: compute.Resources{VCPU: 4}, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	s := &stock{}
	return &Reporter{Host: "h1", Holder: d, Stock: s, Clock: clock}, d, s, clock
}

func TestAHostReportsWhatItReallyHolds(t *testing.T) {
	r, d, s, _ := newReporter(t)
	m := driver.Machine{UID: "u-1", RootDiskGiB: 1, Image: driver.Image{File: "debian.qcow2"}, DataDisks: []driver.DataDisk{{Name: "db", SizeGiB: 2}}}
	if err := d.Provision(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	// Somebody has copied the disk of a machine that this host does not run.
	copied := driver.Holding{Kind: whereabouts.Disk, Resource: "disks/u-2/root.qcow2", Machine: "u-2", Bytes: 5}
	d.Lay(copied)
	d.Lay(copied)
	if err := r.Report(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []*subresources.ResidencyInventory{{Host: "h1", Lots: []subresources.HeldLot{
		{Kind: "Disk", Resource: "disks/u-1/data-db.qcow2", Machine: "u-1", Bytes: 2 << 30},
		{Kind: "Disk", Resource: "disks/u-1/root.qcow2", Machine: "u-1", Bytes: 1 << 30},
		{Kind: "Disk", Resource: "disks/u-1/seed.iso", Machine: "u-1"},
		{Kind: "Disk", Resource: "disks/u-2/root.qcow2", Machine: "u-2", Bytes: 5},
		{Kind: "ImageCache", Resource: "images/debian.qcow2"},
		{Kind: "Scratch", Resource: "disks/u-1/serial.log", Machine: "u-1"},
	}}}
	if diff := cmp.Diff(want, s.got); diff != "" {
		t.Errorf("reported (-want +got):\n%s", diff)
	}
}

func TestAHostThatHasNothingNewSaysSoNowAndThen(t *testing.T) {
	r, d, s, clock := newReporter(t)
	steps := []struct {
		name string
		do   func()
		want int
	}{
		{"the first look is reported, though nothing is there", func() {}, 1},
		{"the same is not said again", func() { clock.Step(Period) }, 1},
		{"what has come is said at once", func() { d.Lay(driver.Holding{Kind: whereabouts.Scratch, Resource: "x"}) }, 2},
		{"the same is said after a quarter of an hour", func() { clock.Step(15 * time.Minute) }, 3},
	}
	for _, step := range steps {
		step.do()
		if err := r.Report(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(s.got) != step.want {
			t.Errorf("%s: %d reports, want %d", step.name, len(s.got), step.want)
		}
	}
}

func TestWhatWasNotTakenIsReportedAgain(t *testing.T) {
	r, _, s, _ := newReporter(t)
	s.err = errors.New("no ledger")
	for range 2 {
		if err := r.Report(t.Context()); err == nil {
			t.Error("a refused report passed for a taken one")
		}
	}
	r.Permit = func() error { return errors.New("another agent speaks for the host") }
	if err := r.Report(t.Context()); err == nil || len(s.got) != 2 {
		t.Errorf("an agent without its lease reported: %d reports, %v", len(s.got), err)
	}
}
