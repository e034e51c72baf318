package money

import (
	"fmt"
	"regexp"

	"github.com/cockroachdb/apd/v3"

	"github.com/govtech-kz/ikp/internal/domain/quantity"
)

// Decimal is an exact decimal number: a price in tenge, or a quantity. The zero
// value is 0. It is never changed in place.
type Decimal struct{ number *apd.Decimal }

var (
	decimalForm = regexp.MustCompile(`^\d{1,15}(\.\d{1,12})?$`)
	// exact keeps every digit of sums and products.
	exact = apd.BaseContext.WithPrecision(0)
	// whole is wide enough for the quotient of any two numbers met here; a wider
	// one is an error.
	whole = apd.BaseContext.WithPrecision(400)
)

// ParseDecimal reads a number of at most 15 digits and 12 places: 12.345.
func ParseDecimal(s string) (Decimal, error) {
	if !decimalForm.MatchString(s) {
		return Decimal{}, fmt.Errorf("reading %q: want at most 15 digits and 12 places, like 12.345", s)
	}
	d, _, err := apd.NewFromString(s)
	if err != nil {
		return Decimal{}, fmt.Errorf("reading %q: %w", s, err)
	}
	return Decimal{d}, nil
}

// Whole is n as a decimal.
func Whole(n int64) Decimal { return Decimal{apd.New(n, 0)} }

// Add is a+b, exact.
func (a Decimal) Add(b Decimal) (Decimal, error) {
	sum := new(apd.Decimal)
	_, err := exact.Add(sum, a.value(), b.value())
	return Decimal{sum}, err
}

// Times is a×n, exact.
func (a Decimal) Times(n int64) (Decimal, error) {
	product := new(apd.Decimal)
	_, err := exact.Mul(product, a.value(), apd.New(n, 0))
	return Decimal{product}, err
}

// Per is a÷n for a positive n, rounded half away from zero to that many places.
func (a Decimal) Per(n int64, places int32) (Decimal, error) {
	if n <= 0 {
		return Decimal{}, fmt.Errorf("dividing by %d", n)
	}
	// |a|·10^places ÷ n is rounded by ⌊(2·|a|·10^places + n) ÷ 2n⌋: one exact
	// division, so that nothing is rounded twice.
	scaled := new(apd.Decimal).Set(a.value())
	scaled.Negative = false
	scaled.Exponent += places
	twice, err := Decimal{scaled}.Times(2)
	if err != nil {
		return Decimal{}, err
	}
	dividend, err := twice.Add(Whole(n))
	if err != nil {
		return Decimal{}, err
	}
	divisor, err := Whole(n).Times(2)
	if err != nil {
		return Decimal{}, err
	}
	quotient := new(apd.Decimal)
	if _, err := whole.QuoInteger(quotient, dividend.value(), divisor.value()); err != nil {
		return Decimal{}, fmt.Errorf("dividing %s by %d: %w", a, n, err)
	}
	quotient.Exponent -= places
	quotient.Negative = a.value().Negative && !quotient.IsZero()
	return Decimal{quotient}, nil
}

// Tiyn is a tenge as an amount: what is left of Per(n, 2).
func (a Decimal) Tiyn() (Tiyn, error) {
	tiyn := new(apd.Decimal).Set(a.value())
	tiyn.Exponent += 2
	n, err := tiyn.Int64()
	if err != nil {
		return 0, fmt.Errorf("%s tenge as whole tiyn: %w", a, quantity.ErrOverflow)
	}
	return Tiyn(n), nil
}

// String is the number in digits: 12.345.
func (a Decimal) String() string { return a.value().Text('f') }

func (a Decimal) value() *apd.Decimal {
	if a.number == nil {
		return new(apd.Decimal)
	}
	return a.number
}
