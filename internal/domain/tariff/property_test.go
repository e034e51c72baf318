package tariff_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/quantity"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

func drawUse(t *rapid.T) tariff.Use {
	from := tariff.YearStart(2026).Add(time.Duration(rapid.Int64Range(0, 400*86400).Draw(t, "start")) * time.Second)
	return tariff.Use{
		System: rapid.SampledFrom([]string{"eshop", "tax", "roads"}).Draw(t, "system"),
		Vector: quantity.Vector{
			VCPU:      rapid.Int64Range(0, 64).Draw(t, "vcpu"),
			MemoryMiB: rapid.Int64Range(0, 1<<20).Draw(t, "memory"),
			DiskGiB:   rapid.Int64Range(0, 1<<16).Draw(t, "disk"),
		},
		Running: rapid.Bool().Draw(t, "running"),
		From:    from,
		To:      from.Add(time.Duration(rapid.Int64Range(0, 90*86400).Draw(t, "length")) * time.Second),
	}
}

func TestCuttingAnIntervalChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		use := drawUse(t)
		length := int64(use.To.Sub(use.From) / time.Second)
		cut := use.From.Add(time.Duration(rapid.Int64Range(0, length).Draw(t, "cut")) * time.Second)
		first, second := use, use
		first.To, second.From = cut, cut
		whole, err := tariff.Price([]tariff.Use{use}, twoLists())
		if err != nil {
			t.Fatal(err)
		}
		parts, err := tariff.Price([]tariff.Use{second, first}, twoLists())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(rows(whole), rows(parts)); diff != "" {
			t.Fatalf("cut at %s (-whole +parts):\n%s", cut, diff)
		}
	})
}

func TestTotalIsTheSumOfTheLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		uses := rapid.SliceOfN(rapid.Custom(drawUse), 0, 20).Draw(t, "uses")
		lines, err := tariff.Price(uses, twoLists())
		if err != nil {
			t.Fatal(err)
		}
		var sum int64
		for _, l := range lines {
			sum += int64(l.Amount)
		}
		if total, err := tariff.Total(lines); err != nil || int64(total) != sum {
			t.Fatalf("total %d, %v; the lines add up to %d", total, err, sum)
		}
	})
}

// TestCostForesaysTheBill: what a running machine will cost is what its lines
// say afterwards, but for half a tiyn a line.
func TestCostForesaysTheBill(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		use := drawUse(t)
		use.Running = true
		lines, err := tariff.Price([]tariff.Use{use}, twoLists())
		if err != nil {
			t.Fatal(err)
		}
		billed, err := tariff.Total(lines)
		if err != nil {
			t.Fatal(err)
		}
		foreseen, err := tariff.Cost(use.Vector, use.From, use.To, twoLists())
		if err != nil {
			t.Fatal(err)
		}
		if off, most := int64(billed-foreseen), int64(len(lines)+1); off*2 > most || off*2 < -most {
			t.Fatalf("foreseen %s, billed %s on %d lines", foreseen, billed, len(lines))
		}
	})
}
