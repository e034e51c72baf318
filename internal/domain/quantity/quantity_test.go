package quantity_test

import (
	"errors"
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/quantity"
)

// TestIntegersAreExactOrRefused compares with numbers of any size.
func TestIntegersAreExactOrRefused(t *testing.T) {
	operations := map[string]struct {
		checked func(a, b int64) (int64, error)
		exact   func(z, a, b *big.Int) *big.Int
	}{
		"sum":     {quantity.Add, (*big.Int).Add},
		"product": {quantity.Mul, (*big.Int).Mul},
	}
	numbers := rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{math.MinInt64, -1, 0, 1, math.MaxInt64, 1 << 31, 1 << 32, -1 << 32}))
	for name, op := range operations {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			a, b := numbers.Draw(t, "a"), numbers.Draw(t, "b")
			want := op.exact(new(big.Int), big.NewInt(a), big.NewInt(b))
			got, err := op.checked(a, b)
			switch {
			case want.IsInt64() && (err != nil || got != want.Int64()):
				t.Fatalf("got %d, %v; want %s", got, err, want)
			case !want.IsInt64() && !errors.Is(err, quantity.ErrOverflow):
				t.Fatalf("got %d, %v; want ErrOverflow, as it is %s", got, err, want)
			}
		}))
	}
}

func TestOver(t *testing.T) {
	start := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	v := quantity.Vector{VCPU: 2, MemoryMiB: 4096, DiskGiB: 20}
	tests := map[string]struct {
		vector  quantity.Vector
		to      time.Time
		want    quantity.Usage
		wantErr string
	}{
		"counts resource-seconds":           {v, start.Add(time.Hour), quantity.Usage{VCPUSeconds: 7200, MemoryMiBSeconds: 14745600, DiskGiBSeconds: 72000}, ""},
		"an empty interval uses nothing":    {v, start, quantity.Usage{}, ""},
		"an interval cannot run backwards":  {v, start.Add(-time.Second), quantity.Usage{}, "interval ends 1 s before it begins"},
		"a product too large is no product": {quantity.Vector{MemoryMiB: math.MaxInt64}, start.Add(2 * time.Second), quantity.Usage{}, "counting MiB of memory: number too large"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := tc.vector.Over(start, tc.to)
			message := ""
			if err != nil {
				message = err.Error()
			}
			if diff := cmp.Diff(tc.want, got); diff != "" || message != tc.wantErr {
				t.Errorf("error %q, want %q; usage (-want +got):\n%s", message, tc.wantErr, diff)
			}
		})
	}
}

func TestSubOfTheLeastNumberIsRefused(t *testing.T) {
	_, err := quantity.Vector{}.Sub(quantity.Vector{VCPU: math.MinInt64})
	if !errors.Is(err, quantity.ErrOverflow) {
		t.Errorf("got %v, want ErrOverflow", err)
	}
}
