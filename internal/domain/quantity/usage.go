package quantity

import (
	"fmt"
	"time"
)

// Usage is a vector times seconds: vCPU·s, MiB·s, GiB·s.
type Usage struct{ VCPUSeconds, MemoryMiBSeconds, DiskGiBSeconds int64 }

// Over is what holding v from one whole second to another uses. An interval
// without length uses nothing; one that ends before it begins is an error.
func (v Vector) Over(from, to time.Time) (Usage, error) {
	seconds := to.Unix() - from.Unix()
	if seconds < 0 {
		return Usage{}, fmt.Errorf("interval ends %d s before it begins", -seconds)
	}
	product, err := v.combine(Vector{seconds, seconds, seconds}, Mul)
	return product.seconds(), err
}

// Add is u+o field by field, or ErrOverflow.
func (u Usage) Add(o Usage) (Usage, error) {
	sum, err := u.vector().Add(o.vector())
	return sum.seconds(), err
}

func (u Usage) vector() Vector {
	return Vector{u.VCPUSeconds, u.MemoryMiBSeconds, u.DiskGiBSeconds}
}

func (v Vector) seconds() Usage {
	return Usage{v.VCPU, v.MemoryMiB, v.DiskGiB}
}
