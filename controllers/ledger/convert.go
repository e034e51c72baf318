package ledger

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
)

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
