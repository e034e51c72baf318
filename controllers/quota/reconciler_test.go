package quota

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/config"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/controllers/mirror"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

var hard = finance.Amount{VCPU: 8, MemoryMiB: 8192, DiskGiB: 100, Machines: 4}

// start runs the controller as ikp-controllers, with the rights of its role, for
// an agency of the test's own.
func start(t *testing.T, agency string, l Ledger) *controlplane.ControlPlane {
	t.Helper()
	cp := controlplane.New(t)
	ns := builders.Namespace(tenancy.AgencyNamespace(agency), map[string]string{tenancy.LabelAgency: agency})
	create(t, cp, ns)
	again := true
	mgr, err := ctrl.NewManager(cp.ConfigAs(compute.UserControllers), ctrl.Options{
		Scheme: cp.Client.Scheme(), Metrics: metricsserver.Options{BindAddress: "0"},
		// Every test runs a controller of the same name.
		Controller: config.Controller{SkipNameValidation: &again},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Setup(mgr, l, clocktesting.NewFakePassiveClock(now)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- mgr.Start(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return cp
}

func create(t *testing.T, cp *controlplane.ControlPlane, o client.Object) {
	t.Helper()
	if err := cp.Client.Create(t.Context(), o); err != nil {
		t.Fatal(err)
	}
}

// awaitReason waits until Ready has a reason, and returns the condition.
func awaitReason(t *testing.T, cp *controlplane.ControlPlane, q *finance.Quota, reason string) *metav1.Condition {
	t.Helper()
	var ready *metav1.Condition
	controlplane.Eventually(t, "quota "+q.Name+" is "+reason, func() bool {
		if err := cp.Client.Get(t.Context(), client.ObjectKeyFromObject(q), q); err != nil {
			t.Fatal(err)
		}
		ready = apimeta.FindStatusCondition(q.Status.Conditions, finance.ConditionReady)
		return ready != nil && ready.Reason == reason && ready.ObservedGeneration == q.Generation
	})
	return ready
}

// reserve takes 6 vCPU for a machine of an agency.
func reserve(t *testing.T, l *ledger.Ledger, agency string) {
	t.Helper()
	err := errors.Join(
		l.PublishTariff(t.Context(), ledger.Tariff{Name: "t", ValidFrom: "2026-01-01", Prices: map[string]string{"vcpu-hour": "1", "memory-gib-hour": "1", "disk-gib-hour": "1"}}, now),
		l.SetBudget(t.Context(), ledger.Budget{Name: "b", Agency: agency, Year: 2026, Limit: 1 << 50}, now),
	)
	if err != nil {
		t.Fatal(err)
	}
	_, err = l.Reserve(t.Context(), ledger.Request{
		Machine: "m-" + agency, Name: "ns/m", Owner: ledger.Owner{Agency: agency, System: "s", Environment: "e"},
		Vector: ledger.Vector{VCPU: 6, MemoryMiB: 1024, DiskGiB: 10}, At: now,
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAQuotaLivesInTheLedger(t *testing.T) {
	l := ledgertest.Open(t, ledgertest.SQLite(t))
	cp := start(t, "roads", l)
	q := builders.Quota("roads", "roads", hard)
	create(t, cp, q)
	awaitReason(t, cp, q, finance.ReasonRecorded)
	if diff := cmp.Diff(&finance.AvailableAmount{VCPU: 8, MemoryMiB: 8192, DiskGiB: 100, Machines: 4}, q.Status.Available); diff != "" {
		t.Errorf("available (-want +got):\n%s", diff)
	}

	reserve(t, l, "roads")
	q.Spec.Hard.VCPU = 4
	if err := cp.Client.Update(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	ready := awaitReason(t, cp, q, finance.ReasonOverused)
	want := finance.QuotaStatus{
		Used:      finance.Amount{VCPU: 6, MemoryMiB: 1024, DiskGiB: 10, Machines: 1},
		Available: &finance.AvailableAmount{VCPU: -2, MemoryMiB: 7168, DiskGiB: 90, Machines: 3},
	}
	got := finance.QuotaStatus{Used: q.Status.Used, Available: q.Status.Available}
	if diff := cmp.Diff(want, got); diff != "" || ready.Status != metav1.ConditionTrue {
		t.Errorf("Ready is %s; status (-want +got):\n%s", ready.Status, diff)
	}

	if err := cp.Client.Delete(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	owner := ledger.Owner{Agency: "roads"}
	if err := l.Release(t.Context(), "m-roads", now); err != nil {
		t.Fatal(err)
	}
	// Another quota of the agency brings the reconciler back.
	create(t, cp, &finance.Quota{
		ObjectMeta: metav1.ObjectMeta{Name: "s", Namespace: q.Namespace},
		Spec:       finance.QuotaSpec{System: "s", Hard: hard},
	})
	controlplane.Eventually(t, "the ledger forgets the deleted quota", func() bool {
		_, err := l.QuotaUse(t.Context(), owner)
		return errors.Is(err, ledger.ErrNotFound)
	})
}

// TestADeletedQuotaWithMachinesGoesOnLimiting: dropping it would take the limit
// off the agency.
func TestADeletedQuotaWithMachinesGoesOnLimiting(t *testing.T) {
	l := ledgertest.Open(t, ledgertest.SQLite(t))
	cp := start(t, "water", l)
	q := builders.Quota("water", "water", hard)
	create(t, cp, q)
	awaitReason(t, cp, q, finance.ReasonRecorded)
	reserve(t, l, "water")
	if err := cp.Client.Delete(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	other := &finance.Quota{
		ObjectMeta: metav1.ObjectMeta{Name: "s", Namespace: q.Namespace},
		Spec:       finance.QuotaSpec{System: "s", Hard: hard},
	}
	create(t, cp, other)
	awaitReason(t, cp, other, finance.ReasonRecorded)
	if _, err := l.QuotaUse(t.Context(), ledger.Owner{Agency: "water"}); err != nil {
		t.Errorf("the ledger forgot a quota with a machine: %v", err)
	}
}

func TestTheOlderOfTwoQuotasHolds(t *testing.T) {
	l := ledgertest.Open(t, ledgertest.SQLite(t))
	cp := start(t, "forests", l)
	older, newer := builders.Quota("a", "forests", hard), builders.Quota("b", "forests", finance.Amount{VCPU: 1})
	create(t, cp, older)
	create(t, cp, newer)
	ready := awaitReason(t, cp, newer, finance.ReasonDuplicate)
	if want := "Quota a is older and for the same agency, system or environment: change that one and delete this"; ready.Message != want {
		t.Errorf("message %q, want %q", ready.Message, want)
	}
	awaitReason(t, cp, older, finance.ReasonRecorded)
	if err := cp.Client.Delete(t.Context(), older); err != nil {
		t.Fatal(err)
	}
	awaitReason(t, cp, newer, finance.ReasonRecorded)
}

// silent is a ledger that does not answer.
type silent struct{ Ledger }

func (silent) Quotas(context.Context, string) ([]ledger.Quota, error) { return nil, nil }

func (silent) SetQuota(context.Context, ledger.Quota) error {
	return &ledger.Unavailable{Since: now, Err: errors.New("no connection")}
}

// refusing is a ledger that answers, and takes nothing over.
type refusing struct{ silent }

func (refusing) SetQuota(context.Context, ledger.Quota) error { return errors.New("out of range") }

func TestALedgerThatAnswersIsNotCalledSilent(t *testing.T) {
	cp := start(t, "refusal", refusing{})
	q := builders.Quota("q", "refusal", hard)
	create(t, cp, q)
	ready := awaitReason(t, cp, q, finance.ReasonNotRecorded)
	if want := "the ledger did not take this over: out of range; it is tried again every minute"; ready.Message != want {
		t.Errorf("message %q, want %q", ready.Message, want)
	}
}

func TestADeletedAgencyLeavesNoSeries(t *testing.T) {
	series := func() int { return testutil.CollectAndCount(usedGauge) }
	before := series()
	for _, o := range []ledger.Owner{{Agency: "closed"}, {Agency: "closed", System: "s"}} {
		observe(o, ledger.QuotaUse{})
	}
	r := &mirror.Reconciler[ledger.Owner, ledger.Quota, *finance.Quota]{Client: controlplane.New(t).Client, Kind: quotas{}}
	request := ctrl.Request{NamespacedName: client.ObjectKey{Name: tenancy.AgencyNamespace("closed")}}
	if _, err := r.Reconcile(t.Context(), request); err != nil {
		t.Fatal(err)
	}
	if after := series(); after != before {
		t.Errorf("%d series are left, want %d", after, before)
	}
}

func TestASilentLedgerIsSaid(t *testing.T) {
	cp := start(t, "silence", silent{})
	q := builders.Quota("q", "silence", hard)
	create(t, cp, q)
	if ready := awaitReason(t, cp, q, finance.ReasonLedgerUnavailable); ready.Status != metav1.ConditionUnknown {
		t.Errorf("Ready is %s, want Unknown", ready.Status)
	}
}
