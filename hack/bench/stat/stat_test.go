package stat_test

import (
	"testing"

	"github.com/govtech-kz/ikp/hack/bench/stat"
)

func TestQuantile(t *testing.T) {
	values := []float64{5, 1, 4, 2, 3, 10, 9, 8, 7, 6}
	for share, want := range map[float64]float64{0: 1, 0.1: 1, 0.5: 5, 0.51: 6, 0.99: 10, 1: 10} {
		if got := stat.Quantile(values, share); got != want {
			t.Errorf("the quantile %v is %v, want %v", share, got, want)
		}
	}
	if got := stat.Median([]int64{3, 1, 2}); got != 2 {
		t.Errorf("the median is %d, want 2", got)
	}
}
