package money_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/money"
	"github.com/govtech-kz/ikp/internal/domain/quantity"
)

func TestParse(t *testing.T) {
	tests := map[string]struct {
		text string
		want money.Tiyn
		ok   bool
	}{
		"two places":             {"1500000.00", 150000000, true},
		"one place":              {"0.5", 50, true},
		"none":                   {"7", 700, true},
		"a debt":                 {"-3.25", -325, true},
		"three places":           {"1.234", 0, false},
		"a comma":                {"1,5", 0, false},
		"a point without places": {"1.", 0, false},
		"no number before it":    {".5", 0, false},
		"nothing":                {"", 0, false},
		"a sign inside":          {"1.-5", 0, false},
		"two signs":              {"--1", 0, false},
		"too much":               {"92233720368547758.08", 0, false},
		"just enough":            {"92233720368547758.07", math.MaxInt64, true},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := money.Parse(tc.text)
			if got != tc.want || (err == nil) != tc.ok {
				t.Errorf("Parse(%q) = %d, %v; want %d, ok %t", tc.text, got, err, tc.want, tc.ok)
			}
		})
	}
}

func TestAmountsReadBackAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := money.Tiyn(rapid.Int64Range(math.MinInt64+1, math.MaxInt64).Draw(t, "tiyn"))
		if got, err := money.Parse(amount.String()); err != nil || got != amount {
			t.Fatalf("%d is written %s, which reads %d, %v", amount, amount, got, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("1500000.00")
	f.Add("-0.5")
	f.Fuzz(func(t *testing.T, text string) {
		amount, err := money.Parse(text)
		if err != nil {
			return
		}
		if again, err := money.Parse(amount.String()); err != nil || again != amount {
			t.Errorf("Parse(%q) = %s, which reads %s, %v", text, amount, again, err)
		}
	})
}

func FuzzParseDecimal(f *testing.F) {
	f.Add("12.345")
	f.Add("999999999999999.999999999999")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := money.ParseDecimal(text)
		if err == nil && d.String() == "" {
			t.Errorf("ParseDecimal(%q) is written as nothing", text)
		}
	})
}

func TestPerRoundsHalfAwayFromZero(t *testing.T) {
	tests := map[string]struct {
		number string
		times  int64
		per    int64
		places int32
		want   string
	}{
		"a half goes up":                        {"0.005", 1, 1, 2, "0.01"},
		"less than a half goes down":            {"0.004999999999", 1, 1, 2, "0.00"},
		"a debt's half goes down":               {"0.005", -1, 1, 2, "-0.01"},
		"a third":                               {"1", 1, 3, 6, "0.333333"},
		"two thirds":                            {"2", 1, 3, 6, "0.666667"},
		"no double rounding":                    {"0.004999999999", 3, 3, 2, "0.00"},
		"nothing":                               {"0", 1, 7, 2, "0.00"},
		"a debt that rounds to nothing is none": {"0.001", -1, 1, 2, "0.00"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := divided(t, tc.number, tc.times, tc.per, tc.places).String(); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func divided(t *testing.T, number string, times, per int64, places int32) money.Decimal {
	t.Helper()
	d, err := money.ParseDecimal(number)
	if err == nil {
		d, err = d.Times(times)
	}
	if err == nil {
		d, err = d.Per(per, places)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestChargesAgreeWithFractions compares with exact fractions, which round once.
func TestChargesAgreeWithFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		price := rapid.StringMatching(`[0-9]{1,9}\.[0-9]{1,12}`).Draw(t, "price")
		seconds := rapid.Int64Range(0, 1<<40).Draw(t, "seconds")
		per := rapid.Int64Range(1, 3600*1024).Draw(t, "per")
		d, err := money.ParseDecimal(price)
		if err != nil {
			t.Fatal(err)
		}
		product, err := d.Times(seconds)
		if err != nil {
			t.Fatal(err)
		}
		tenge, err := product.Per(per, 2)
		if err != nil {
			t.Fatal(err)
		}
		want := halfUp(price, seconds, per)
		got, err := tenge.Tiyn()
		if want.IsInt64() && (err != nil || int64(got) != want.Int64()) || !want.IsInt64() && !errors.Is(err, quantity.ErrOverflow) {
			t.Fatalf("got %d, %v; want %s", got, err, want)
		}
	})
}

// halfUp is ⌊price·seconds·100/per + 1/2⌋.
func halfUp(price string, seconds, per int64) *big.Int {
	r, _ := new(big.Rat).SetString(price)
	r.Mul(r, big.NewRat(seconds, 1))
	r.Mul(r, big.NewRat(100, per))
	r.Add(r, big.NewRat(1, 2))
	return new(big.Int).Quo(r.Num(), r.Denom())
}
