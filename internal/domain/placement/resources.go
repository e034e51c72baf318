package placement

// Resources is an amount of compute.
type Resources struct {
	// VCPU is the number of virtual processors.
	VCPU int64
	// MemoryMiB is memory in MiB.
	MemoryMiB int64
	// DiskGiB is disk space in GiB.
	DiskGiB int64
}

// Plus is the sum of r and o.
func (r Resources) Plus(o Resources) Resources {
	return Resources{r.VCPU + o.VCPU, r.MemoryMiB + o.MemoryMiB, r.DiskGiB + o.DiskGiB}
}

// Minus is r less o; it may be negative.
func (r Resources) Minus(o Resources) Resources {
	return Resources{r.VCPU - o.VCPU, r.MemoryMiB - o.MemoryMiB, r.DiskGiB - o.DiskGiB}
}

// shareUnits is what a wholly free resource counts as a share: millionths.
const shareUnits = 1_000_000

// freeShare is the scarcest free resource of a host in millionths of what the
// host can give. An over-committed host has a negative share, one that can give
// nothing of a resource has none.
func freeShare(free, total Resources) int64 {
	return min(
		share(free.VCPU, total.VCPU),
		share(free.MemoryMiB, total.MemoryMiB),
		share(free.DiskGiB, total.DiskGiB),
	)
}

func share(free, total int64) int64 {
	if total <= 0 {
		return 0
	}
	return free * shareUnits / total
}
