package quantity

import "fmt"

// Vector is what a machine holds: virtual processors, memory in MiB, disk in
// GiB. The difference of two vectors is a vector too, so fields may be negative.
type Vector struct{ VCPU, MemoryMiB, DiskGiB int64 }

// Add is v+o field by field, or ErrOverflow.
func (v Vector) Add(o Vector) (Vector, error) {
	return v.combine(o, Add)
}

// Sub is v−o field by field, or ErrOverflow.
func (v Vector) Sub(o Vector) (Vector, error) {
	minus, err := o.combine(Vector{-1, -1, -1}, Mul)
	if err != nil {
		return Vector{}, err
	}
	return v.Add(minus)
}

// Valid is nil when no field is negative.
func (v Vector) Valid() error {
	if v.VCPU < 0 || v.MemoryMiB < 0 || v.DiskGiB < 0 {
		return fmt.Errorf("a machine cannot hold %d vCPU, %d MiB and %d GiB", v.VCPU, v.MemoryMiB, v.DiskGiB)
	}
	return nil
}

func (v Vector) combine(o Vector, op func(a, b int64) (int64, error)) (Vector, error) {
	var out Vector
	var err error
	if out.VCPU, err = op(v.VCPU, o.VCPU); err != nil {
		return Vector{}, fmt.Errorf("counting vCPU: %w", err)
	}
	if out.MemoryMiB, err = op(v.MemoryMiB, o.MemoryMiB); err != nil {
		return Vector{}, fmt.Errorf("counting MiB of memory: %w", err)
	}
	if out.DiskGiB, err = op(v.DiskGiB, o.DiskGiB); err != nil {
		return Vector{}, fmt.Errorf("counting GiB of disk: %w", err)
	}
	return out, nil
}
