package billing

import (
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// TestOnlyANewDayWritesWhileMachinesRun: money flows at every moment, but an
// object that says so would be written at every moment too.
func TestOnlyANewDayWritesWhileMachinesRun(t *testing.T) {
	b := newBench(t, "idle")
	budgets, statements := budgetReconciler(b.base, b.book), &StatementReconciler{base: b.base, ledger: b.book}
	budget := builders.Budget("b-2026", "idle", 2026, "1000000")
	b.create(t, budget)
	look := func() {
		b.reconcile(t, budgets)
		b.reconcile(t, statements)
	}
	look()
	b.run(t)
	b.clock.Step(time.Minute)
	look()
	look()
	statement := &finance.Statement{ObjectMeta: metav1.ObjectMeta{Name: "2026-11", Namespace: tenancy.AgencyNamespace("idle")}}
	written := func() [2]string {
		for _, o := range []client.Object{budget, statement} {
			b.get(t, o)
		}
		return [2]string{budget.ResourceVersion, statement.ResourceVersion}
	}
	before := written()
	for range 5 {
		b.clock.Step(time.Hour)
		look()
	}
	if after := written(); after != before {
		t.Errorf("resourceVersions %v, want %v: something was written within a day", after, before)
	}
	b.clock.Step(24 * time.Hour)
	look()
	if after := written(); after[0] == before[0] || after[1] == before[1] {
		t.Errorf("resourceVersions %v, and %v before: a new day was not written", after, before)
	}
	// 29 hours and a minute at 12 KZT; each of three lines is rounded.
	if got, want := [2]string{budget.Status.Spent, statement.Status.Total}, [2]string{"348.21", "348.21"}; got != want {
		t.Errorf("spent and total %v, want %v", got, want)
	}
}
