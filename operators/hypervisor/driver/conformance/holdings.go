package conformance

import (
	"slices"
	"testing"

	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// holdings: a machine's disk is among what the host holds, each file once, until
// the machine is removed.
func holdings(t *testing.T, s Subject) {
	d, m := started(t, s)
	if n := disksOf(t, d, m); n == 0 {
		t.Error("the disks of a machine are not among what the host holds")
	}
	must(t, "pulling the cable of a machine that has none", d.Plug(t.Context(), m.UID, false))
	must(t, "removing", d.Remove(t.Context(), m.UID))
	if n := disksOf(t, d, m); n != 0 {
		t.Errorf("a removed machine leaves %d disks", n)
	}
}

func disksOf(t *testing.T, d driver.Driver, m driver.Machine) int {
	t.Helper()
	held, err := d.Holdings(t.Context())
	must(t, "looking through the storage", err)
	var names []string
	for _, h := range held {
		if h.Machine == m.UID && h.Kind == whereabouts.Disk {
			names = append(names, h.Resource)
		}
	}
	slices.Sort(names)
	if once := slices.Compact(slices.Clone(names)); len(once) != len(names) {
		t.Errorf("files are said twice: %q", names)
	}
	return len(names)
}
