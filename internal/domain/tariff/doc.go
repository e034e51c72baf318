// Package tariff says what usage costs. Prices hold from a day in Asia/Almaty
// until the next list begins (C-3.8); months and fiscal years are counted in
// Asia/Almaty too. Usage is counted in whole seconds, exactly; an amount is
// rounded once, at its line, half away from zero. Cutting an interval in two
// therefore changes nothing.
package tariff
