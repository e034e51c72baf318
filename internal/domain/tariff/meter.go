package tariff

import "github.com/govtech-kz/ikp/internal/domain/quantity"

// Meter is what usage is measured in.
type Meter string

// Meters of the platform.
const (
	VCPUHour      Meter = "vcpu-hour"
	MemoryGiBHour Meter = "memory-gib-hour"
	DiskGiBHour   Meter = "disk-gib-hour"
)

const (
	secondsPerHour = 3600
	mibPerGiB      = 1024
	// finest is a multiple of every meter's perUnit: in it all meters add up.
	finest = secondsPerHour * mibPerGiB
)

// meters in the order of a statement. perUnit is how many resource-seconds make
// one unit; of reads them from a usage.
var meters = []struct {
	meter   Meter
	perUnit int64
	of      func(quantity.Usage) int64
}{
	{VCPUHour, secondsPerHour, func(u quantity.Usage) int64 { return u.VCPUSeconds }},
	{MemoryGiBHour, secondsPerHour * mibPerGiB, func(u quantity.Usage) int64 { return u.MemoryMiBSeconds }},
	{DiskGiBHour, secondsPerHour, func(u quantity.Usage) int64 { return u.DiskGiBSeconds }},
}
