package money

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/govtech-kz/ikp/internal/domain/quantity"
)

// Tiyn is an amount of money: 1/100 tenge.
type Tiyn int64

const tiynPerTenge = 100

// Add is t+o, or quantity.ErrOverflow.
func (t Tiyn) Add(o Tiyn) (Tiyn, error) {
	sum, err := quantity.Add(int64(t), int64(o))
	return Tiyn(sum), err
}

// Sub is t−o, or quantity.ErrOverflow.
func (t Tiyn) Sub(o Tiyn) (Tiyn, error) {
	if o == math.MinInt64 {
		return 0, quantity.ErrOverflow
	}
	return t.Add(-o)
}

// String is the amount in tenge with two places: 1500000.00.
func (t Tiyn) String() string {
	sign, magnitude := "", uint64(t)
	if t < 0 {
		sign, magnitude = "-", -uint64(t)
	}
	return fmt.Sprintf("%s%d.%02d", sign, magnitude/tiynPerTenge, magnitude%tiynPerTenge)
}

// Parse reads an amount in tenge with at most two places: 1500000, 0.5, -3.25.
func Parse(s string) (Tiyn, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, places, _ := strings.Cut(digits, ".")
	if !allDigits(whole) || len(places) > 2 || strings.HasSuffix(s, ".") || places != "" && !allDigits(places) {
		return 0, fmt.Errorf("reading %q: want tenge with at most two places, like 1500000.00", s)
	}
	n, err := strconv.ParseInt(whole+(places + "00")[:2], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("reading %q: %w", s, quantity.ErrOverflow)
	}
	if negative {
		n = -n
	}
	return Tiyn(n), nil
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
