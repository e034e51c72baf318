package builders

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Quota allots this much to an agency as a whole.
func Quota(name, agency string, hard finance.Amount) *finance.Quota {
	return &finance.Quota{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: tenancy.AgencyNamespace(agency)},
		Spec:       finance.QuotaSpec{Hard: hard},
	}
}

// Budget grants an agency this many tenge for a year: 1500000.00.
func Budget(name, agency string, year int32, limit string) *finance.Budget {
	return &finance.Budget{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: tenancy.AgencyNamespace(agency)},
		Spec:       finance.BudgetSpec{FiscalYear: year, Limit: limit},
	}
}

// Tariff is a published tariff in force since Commissioned: a vCPU hour costs
// 4.00 tenge, a GiB hour of memory 1.50, a GiB hour of disk 0.02.
func Tariff(name string, edit func(*finance.TariffSpec)) *finance.Tariff {
	t := &finance.Tariff{
		ObjectMeta: metav1.ObjectMeta{Name: name},
		Spec: finance.TariffSpec{
			State: finance.TariffPublished, ValidFrom: Commissioned, Currency: "KZT",
			Act: finance.Act{Title: "Test tariff"},
			Prices: []finance.Price{
				{Meter: finance.MeterVCPUHour, Price: "4.00"},
				{Meter: finance.MeterMemoryGiBHour, Price: "1.50"},
				{Meter: finance.MeterDiskGiBHour, Price: "0.02"},
			},
		},
	}
	return edited(t, &t.Spec, edit)
}
