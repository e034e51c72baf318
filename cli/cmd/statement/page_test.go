package statement

import (
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
	"github.com/govtech-kz/ikp/internal/text"
)

func TestPage(t *testing.T) {
	t.Parallel()
	asOf := metav1.NewTime(time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC))
	open := &subresources.StatementView{
		ObjectMeta: metav1.ObjectMeta{Namespace: "agency-minfin", Name: "2026-11"},
		Agency:     "minfin",
		Status: finance.StatementStatus{
			Provisional: true, AsOf: &asOf, Total: "1241.07",
			Lines: []finance.StatementLine{
				{System: "esf", Meter: finance.MeterDiskGiBHour, Quantity: "96.5", UnitPrice: "0.0125", Tariff: "t2026", Amount: "1.21"},
				{System: "esf", Meter: finance.MeterVCPUHour, Quantity: "261.023156", UnitPrice: "4.75", Tariff: "t2026", Amount: "1239.86"},
			},
		},
	}
	closed := open.DeepCopy()
	closed.Name, closed.Status.Provisional = "2026-10", false
	empty := open.DeepCopy()
	empty.Status.Lines, empty.Status.Total = nil, "0.00"
	for name, view := range map[string]*subresources.StatementView{"open": open, "closed": closed, "empty": empty} {
		for _, lang := range text.Languages() {
			t.Run(name+" in "+string(lang), func(t *testing.T) {
				t.Parallel()
				var out strings.Builder
				if err := (page{text.For(lang), cmdutil.Colours{}}).write(&out, view); err != nil {
					t.Fatal(err)
				}
				golden.Check(t, name+"."+string(lang)+".txt", out.String())
			})
		}
	}
}
