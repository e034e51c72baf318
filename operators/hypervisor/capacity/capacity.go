package capacity

import (
	"fmt"
	"maps"
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// Allocatable is what machines can get of a capacity: vcpuPercent vCPUs per 100
// threads, less what is reserved for the host. It is never negative.
func Allocatable(c compute.Resources, vcpuPercent int64, reserved compute.Resources) compute.Resources {
	return compute.Resources{
		VCPU:      max(0, c.VCPU*vcpuPercent/100-reserved.VCPU),
		MemoryMiB: max(0, c.MemoryMiB-reserved.MemoryMiB),
		DiskGiB:   max(0, c.DiskGiB-reserved.DiskGiB),
	}
}

// Book holds what was promised to machines that the hypervisor may not show yet.
type Book struct {
	mu      sync.Mutex
	claimed map[types.UID]compute.Resources
}

// NewBook is an empty book.
func NewBook() *Book { return &Book{claimed: map[types.UID]compute.Resources{}} }

// Release strikes a machine out.
func (b *Book) Release(uid types.UID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.claimed, uid)
}

// Claim enters a machine if it fits into allocatable beside everything promised
// and everything present, which is what the hypervisor holds. A repeat counts
// once. The error is for people.
func (b *Book) Claim(uid types.UID, want, allocatable compute.Resources, present map[types.UID]compute.Resources) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	others := maps.Clone(present)
	if others == nil {
		others = map[types.UID]compute.Resources{}
	}
	maps.Copy(others, b.claimed)
	delete(others, uid)
	var held compute.Resources
	for _, r := range others {
		held.VCPU += r.VCPU
		held.MemoryMiB += r.MemoryMiB
		held.DiskGiB += r.DiskGiB
	}
	if lacks := shortages(want, held, allocatable); len(lacks) > 0 {
		return fmt.Errorf("the machine needs %s", strings.Join(lacks, ", "))
	}
	b.claimed[uid] = want
	return nil
}

func shortages(want, held, have compute.Resources) []string {
	var out []string
	for _, d := range []struct {
		unit             string
		want, held, have int64
	}{
		{"vCPU", want.VCPU, held.VCPU, have.VCPU},
		{"MiB of memory", want.MemoryMiB, held.MemoryMiB, have.MemoryMiB},
		{"GiB of disk", want.DiskGiB, held.DiskGiB, have.DiskGiB},
	} {
		if left := d.have - d.held; d.want > left {
			out = append(out, fmt.Sprintf("%d %s, of which %d of %d are left", d.want, d.unit, max(0, left), d.have))
		}
	}
	return out
}
