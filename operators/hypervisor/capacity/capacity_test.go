package capacity_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/types"
	"pgregory.net/rapid"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/capacity"
)

func TestAllocatable(t *testing.T) {
	t.Parallel()
	got := capacity.Allocatable(
		compute.Resources{VCPU: 2, MemoryMiB: 4096, DiskGiB: 10}, 400,
		compute.Resources{VCPU: 1, MemoryMiB: 1024, DiskGiB: 20})
	if diff := cmp.Diff(compute.Resources{VCPU: 7, MemoryMiB: 3072}, got); diff != "" {
		t.Errorf("allocatable (-want +got):\n%s", diff)
	}
}

func TestClaimSaysWhatIsLacking(t *testing.T) {
	t.Parallel()
	b := capacity.NewBook()
	have := compute.Resources{VCPU: 8, MemoryMiB: 4096, DiskGiB: 10}
	present := map[types.UID]compute.Resources{"u1": {VCPU: 5, MemoryMiB: 1024, DiskGiB: 1}}
	if err := b.Claim("u3", compute.Resources{VCPU: 1}, have, present); err != nil {
		t.Fatal(err)
	}
	err := b.Claim("u2", compute.Resources{VCPU: 4, MemoryMiB: 4096, DiskGiB: 1}, have, present)
	want := "the machine needs 4 vCPU, of which 2 of 8 are left, 4096 MiB of memory, of which 3072 of 4096 are left"
	if err == nil || err.Error() != want {
		t.Fatalf("Claim: %v\nwant:  %s", err, want)
	}
	b.Release("u3")
	for range 2 {
		if err := b.Claim("u2", compute.Resources{VCPU: 8, MemoryMiB: 4096, DiskGiB: 1}, have, nil); err != nil {
			t.Error(err)
		}
	}
}

func TestClaimsNeverExceedTheHost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		have := compute.Resources{VCPU: rapid.Int64Range(0, 64).Draw(t, "have"), MemoryMiB: 1 << 20, DiskGiB: 1 << 20}
		b, granted := capacity.NewBook(), map[types.UID]int64{}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			uid := types.UID(rapid.StringMatching(`[a-e]`).Draw(t, "uid"))
			if rapid.Bool().Draw(t, "release") {
				b.Release(uid)
				delete(granted, uid)
				continue
			}
			n := rapid.Int64Range(1, 32).Draw(t, "vcpu")
			if b.Claim(uid, compute.Resources{VCPU: n}, have, nil) == nil {
				granted[uid] = n
			}
			var sum int64
			for _, g := range granted {
				sum += g
			}
			if sum > have.VCPU {
				t.Fatalf("promised %d of %d vCPU", sum, have.VCPU)
			}
		}
	})
}
