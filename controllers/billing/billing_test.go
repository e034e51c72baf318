package billing

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/events"
	clocktesting "k8s.io/utils/clock/testing"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// noon is 12:00 in Almaty on the first of November 2026.
var noon = time.Date(2026, time.November, 1, 12, 0, 0, 0, calendar.Almaty)

// bench is an agency with reconcilers that act with the rights of
// ikp-controllers, on a ledger and a clock of its own.
type bench struct {
	*controlplane.ControlPlane
	base
	book   *ledger.Ledger
	clock  *clocktesting.FakeClock
	agency string
}

func newBench(t *testing.T, agency string) *bench {
	t.Helper()
	cp := controlplane.New(t)
	clk := clocktesting.NewFakeClock(noon)
	c := cp.As(compute.UserControllers)
	b := &bench{ControlPlane: cp, clock: clk, agency: agency, book: ledgertest.Open(t, ledgertest.SQLite(t), ledger.WithClock(clk))}
	b.base = base{client: c, clock: clk, status: kit.StatusWriter{Client: c, Owner: fieldOwner, Clock: clk}, events: events.NewFakeRecorder(100)}
	b.create(t, builders.Namespace(tenancy.AgencyNamespace(agency), map[string]string{tenancy.LabelAgency: agency}))
	return b
}

func (b *bench) create(t *testing.T, o client.Object) {
	t.Helper()
	if err := b.Client.Create(t.Context(), o); err != nil {
		t.Fatal(err)
	}
}

// reconcile looks at the agency once.
func (b *bench) reconcile(t *testing.T, r reconcile.Reconciler) {
	t.Helper()
	b.reconcileNamed(t, r, tenancy.AgencyNamespace(b.agency))
}

func (b *bench) reconcileNamed(t *testing.T, r reconcile.Reconciler, name string) {
	t.Helper()
	if _, err := r.Reconcile(t.Context(), ctrl.Request{NamespacedName: client.ObjectKey{Name: name}}); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) get(t *testing.T, o client.Object) {
	t.Helper()
	if err := b.Client.Get(t.Context(), client.ObjectKeyFromObject(o), o); err != nil {
		t.Fatal(err)
	}
}

// run reserves a machine and meters it from noon on: 1 vCPU, 1 GiB, 10 GiB at
// 1 KZT each an hour.
func (b *bench) run(t *testing.T) {
	t.Helper()
	v := ledger.Vector{VCPU: 1, MemoryMiB: 1024, DiskGiB: 10}
	err := errors.Join(
		b.book.PublishTariff(t.Context(), ledger.Tariff{Name: "t", ValidFrom: "2026-01-01", Prices: map[string]string{"vcpu-hour": "1", "memory-gib-hour": "1", "disk-gib-hour": "1"}}, noon),
		b.book.SetQuota(t.Context(), ledger.Quota{Name: "q", Owner: ledger.Owner{Agency: b.agency}, Hard: ledger.Amount{Vector: v, Machines: 1}}),
	)
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.book.Reserve(t.Context(), ledger.Request{Machine: "m", Name: "ns/m", Owner: ledger.Owner{Agency: b.agency, System: "s", Environment: "e"}, Vector: v, At: noon})
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.book.RecordUsage(t.Context(), ledger.Batch{Host: "h1", Journal: "j", Records: []ledger.Transition{{Sequence: 1, Machine: "m", State: ledger.Running, Vector: v, At: noon}}})
	if err != nil {
		t.Fatal(err)
	}
}

func reason(conditions []metav1.Condition) string {
	return apimeta.FindStatusCondition(conditions, finance.ConditionReady).Reason
}

func TestABudgetLivesInTheLedger(t *testing.T) {
	b := newBench(t, "budgeted")
	r := budgetReconciler(b.base, b.book)
	budget := builders.Budget("b-2026", "budgeted", 2026, "1000000.5")
	b.create(t, budget)
	b.reconcile(t, r)
	b.run(t)
	b.clock.Step(time.Hour)
	b.reconcile(t, r)
	b.get(t, budget)
	// 12 KZT an hour; after the first 60 days and 11 hours are left of the year.
	asOf := metav1.NewTime(noon.Add(time.Hour))
	want := finance.BudgetStatus{Spent: "12.00", Committed: "17412.00", Available: "982576.50", AsOf: &asOf}
	if diff := cmp.Diff(want, budget.Status, cmpopts.IgnoreFields(finance.BudgetStatus{}, "Conditions")); diff != "" || reason(budget.Status.Conditions) != finance.ReasonRecorded {
		t.Errorf("%s; status (-want +got):\n%s", reason(budget.Status.Conditions), diff)
	}

	twin := builders.Budget("twin", "budgeted", 2026, "5")
	b.create(t, twin)
	budget.Spec.Limit = "100"
	if err := b.Client.Update(t.Context(), budget); err != nil {
		t.Fatal(err)
	}
	b.reconcile(t, r)
	b.get(t, budget)
	b.get(t, twin)
	if got := [2]string{reason(budget.Status.Conditions), reason(twin.Status.Conditions)}; got != [2]string{finance.ReasonOverused, finance.ReasonDuplicate} {
		t.Errorf("reasons %v", got)
	}

	for _, o := range []client.Object{budget, twin} {
		if err := b.Client.Delete(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	b.reconcile(t, r)
	if held, err := b.book.Budgets(t.Context(), "budgeted"); err != nil || len(held) != 0 {
		t.Errorf("the ledger holds %v, %v after the objects were deleted", held, err)
	}
}

func TestATariffIsCopiedOnceAndForever(t *testing.T) {
	b := newBench(t, "tariffed")
	r := &TariffReconciler{base: b.base, ledger: b.book}
	draft := builders.Tariff("draft", func(s *finance.TariffSpec) { s.State = finance.TariffDraft })
	good := builders.Tariff("good", nil)
	twin := builders.Tariff("twin", nil)
	for _, tc := range []struct {
		tariff *finance.Tariff
		reason string
		status metav1.ConditionStatus
	}{
		{draft, finance.ReasonDraft, metav1.ConditionFalse},
		{good, finance.ReasonRecorded, metav1.ConditionTrue},
		{twin, finance.ReasonConflict, metav1.ConditionFalse},
	} {
		b.create(t, tc.tariff)
		for range 2 {
			b.reconcileNamed(t, r, tc.tariff.Name)
		}
		b.get(t, tc.tariff)
		got := apimeta.FindStatusCondition(tc.tariff.Status.Conditions, finance.ConditionReady)
		if got.Reason != tc.reason || got.Status != tc.status {
			t.Errorf("tariff %s: %s %s %q, want %s %s", tc.tariff.Name, got.Status, got.Reason, got.Message, tc.status, tc.reason)
		}
	}
	held, err := b.book.Tariffs(t.Context())
	if err != nil || len(held) != 1 || held[0].Name != "good" || held[0].Act != "Test tariff" {
		t.Errorf("the ledger holds %+v, %v", held, err)
	}
}

func TestStatementsComeByThemselvesAndBecomeFinal(t *testing.T) {
	b := newBench(t, "billed")
	budgets := budgetReconciler(b.base, b.book)
	r := &StatementReconciler{base: b.base, ledger: b.book}
	b.create(t, builders.Budget("b-2026", "billed", 2026, "1000000"))
	b.reconcile(t, budgets)
	b.reconcile(t, r)
	var list finance.StatementList
	b.list(t, &list)
	if len(list.Items) != 0 {
		t.Fatalf("an agency without usage has statements: %v", list.Items)
	}

	b.run(t)
	b.clock.Step(90 * time.Minute)
	b.reconcile(t, r)
	b.reconcile(t, r)
	s := &finance.Statement{ObjectMeta: metav1.ObjectMeta{Name: "2026-11", Namespace: tenancy.AgencyNamespace("billed")}}
	b.get(t, s)
	asOf := metav1.NewTime(noon.Add(90 * time.Minute))
	want := finance.StatementStatus{
		Provisional: true, AsOf: &asOf, Total: "18.00",
		Lines: []finance.StatementLine{
			{System: "s", Meter: "vcpu-hour", Quantity: "1.500000", UnitPrice: "1", Tariff: "t", Amount: "1.50"},
			{System: "s", Meter: "memory-gib-hour", Quantity: "1.500000", UnitPrice: "1", Tariff: "t", Amount: "1.50"},
			{System: "s", Meter: "disk-gib-hour", Quantity: "15.000000", UnitPrice: "1", Tariff: "t", Amount: "15.00"},
		},
	}
	if diff := cmp.Diff(want, s.Status, cmpopts.IgnoreFields(finance.StatementStatus{}, "Conditions")); diff != "" {
		t.Errorf("the open month (-want +got):\n%s", diff)
	}

	b.clock.SetTime(time.Date(2026, 12, 3, 23, 59, 0, 0, calendar.Almaty))
	b.reconcile(t, r)
	b.get(t, s)
	if !s.Status.Provisional || reason(s.Status.Conditions) != finance.ReasonProvisional {
		t.Errorf("within the grace the month is %s", reason(s.Status.Conditions))
	}
	b.clock.Step(2 * time.Minute)
	b.reconcile(t, r)
	b.get(t, s)
	// 708 hours of November at 12 KZT.
	if s.Status.Provisional || reason(s.Status.Conditions) != finance.ReasonFinal || s.Status.Total != "8496.00" {
		t.Errorf("after the grace the month is %s with total %s", reason(s.Status.Conditions), s.Status.Total)
	}
	b.list(t, &list)
	var names []string
	for _, s := range list.Items {
		names = append(names, s.Name)
	}
	if diff := cmp.Diff([]string{"2026-11", "2026-12"}, names); diff != "" {
		t.Errorf("statements (-want +got):\n%s", diff)
	}
}

func (b *bench) list(t *testing.T, list client.ObjectList) {
	t.Helper()
	if err := b.Client.List(t.Context(), list, client.InNamespace(tenancy.AgencyNamespace(b.agency))); err != nil {
		t.Fatal(err)
	}
}
