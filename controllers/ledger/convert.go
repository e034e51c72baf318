package ledger

import (
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
)

// TariffOf is a tariff as the API has it.
func TariffOf(t *finance.Tariff) Tariff {
	prices := map[string]string{}
	for _, p := range t.Spec.Prices {
		prices[string(p.Meter)] = string(p.Price)
	}
	return Tariff{Name: t.Name, ValidFrom: string(t.Spec.ValidFrom), Act: actOf(t.Spec.Act), Prices: prices}
}

// actOf names a legal act in one line.
func actOf(a finance.Act) string {
	parts := []string{a.Title, a.Number, string(a.Date), a.URL}
	given := slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	return strings.Join(given, ", ")
}

// Status is the statement as the API shows it, without conditions.
func (s Statement) Status() finance.StatementStatus {
	asOf := metav1.NewTime(s.AsOf)
	out := finance.StatementStatus{Provisional: s.Provisional, AsOf: &asOf, Total: s.Total.String()}
	for _, l := range s.Lines {
		out.Lines = append(out.Lines, finance.StatementLine{
			System:    l.System,
			Meter:     finance.Meter(l.Meter),
			Quantity:  l.Quantity,
			UnitPrice: l.UnitPrice,
			Tariff:    l.Tariff,
			Amount:    l.Amount.String(),
		})
	}
	return out
}
