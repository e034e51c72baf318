// Package stat sums up repeated measurements.
package stat

import (
	"math"
	"slices"
)

// Median is the middle of the values, the lower one of two.
func Median[T ~int64 | ~float64](values []T) T { return Quantile(values, 0.5) }

// Quantile is the smallest value that a share of all values do not exceed. There
// must be a value.
func Quantile[T ~int64 | ~float64](values []T, share float64) T {
	sorted := slices.Sorted(slices.Values(values))
	i := int(math.Ceil(share*float64(len(sorted)))) - 1
	return sorted[min(max(i, 0), len(sorted)-1)]
}
