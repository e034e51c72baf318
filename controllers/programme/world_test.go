package programme

import (
	"context"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/config"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var now = time.Date(2027, 3, 15, 10, 0, 0, 0, time.UTC)

// start runs the controllers as ikp-controllers, with the rights of its role.
func start(t *testing.T) {
	t.Helper()
	cp, again := controlplane.New(t), true
	mgr, err := ctrl.NewManager(cp.ConfigAs(compute.UserControllers), ctrl.Options{
		Scheme: cp.Client.Scheme(), Metrics: metricsserver.Options{BindAddress: "0"},
		Controller: config.Controller{SkipNameValidation: &again},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Setup(mgr, clocktesting.NewFakePassiveClock(now)); err != nil {
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
}

// world is an agency with three systems and a programme; esf works from the
// platform, treasury is registered alone, and nobody has registered archive.
type world struct {
	t          *testing.T
	cp         *controlplane.ControlPlane
	agency, ns string
}

func newWorld(t *testing.T, agency string) world {
	t.Helper()
	w := world{t: t, cp: controlplane.New(t), agency: agency, ns: tenancy.AgencyNamespace(agency)}
	w.create(
		builders.Agency(agency, nil),
		&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: w.ns, Labels: map[string]string{tenancy.LabelAgency: agency}}},
		builders.System("esf", agency, nil), builders.System("treasury", agency, nil), builders.System("archive", agency, nil),
		&api.MigrationProgramme{ObjectMeta: metav1.ObjectMeta{Name: agency}, Spec: api.MigrationProgrammeSpec{
			StartsOn: "2026-01-05", EndsOn: "2028-12-31", HypercareDays: 14}},
		w.move("esf"), w.move("treasury"),
	)
	published := metav1.NewTime(now.AddDate(0, -1, 0))
	w.told("esf", map[string]any{"state": api.StatePublished, "history": []api.TransitionRecord{
		{Number: 1, To: api.StatePublished, At: published, Edition: "e"}}})
	w.told("treasury", map[string]any{"state": api.StateRegistered})
	return w
}

func (w world) move(system string) *api.SystemMigration {
	return &api.SystemMigration{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, Name: system},
		Spec: api.SystemMigrationSpec{System: system, Programme: w.agency}}
}

// told stands for the migration controller.
func (w world) told(system string, fields map[string]any) {
	w.t.Helper()
	m := w.move(system)
	if err := w.cp.Client.Get(w.t.Context(), client.ObjectKeyFromObject(m), m); err != nil {
		w.t.Fatal(err)
	}
	onTime := kit.True(api.ConditionOnTime, api.ReasonInTime, "in time")
	if fields["state"] == api.StateRegistered {
		onTime = kit.False(api.ConditionOnTime, api.ReasonDeadlinePassed, "it had to be Published")
	}
	status := kit.StatusWriter{Client: w.cp.Client, Owner: "test", Clock: clocktesting.NewFakePassiveClock(now)}
	if err := status.Apply(w.t.Context(), m, kit.Report{Conditions: []metav1.Condition{onTime}, Fields: fields}); err != nil {
		w.t.Fatal(err)
	}
}

func (w world) create(all ...client.Object) {
	w.t.Helper()
	for _, o := range all {
		if err := w.cp.Client.Create(w.t.Context(), o); err != nil {
			w.t.Fatalf("creating %T %s: %v", o, o.GetName(), err)
		}
	}
}

// plan writes the agency's plan: treasury should have been copied by now.
func (w world) plan() *api.MigrationPlan {
	w.t.Helper()
	p := &api.MigrationPlan{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, Name: w.agency}, Spec: api.MigrationPlanSpec{
		Programme: w.agency, Items: []api.PlanItem{
			{System: "esf", Preparation: "2026-06-01", Replication: "2026-09-01", Testing: "2026-10-01", Cutover: "2027-01-20", Decommission: "2027-03-01"},
			{System: "treasury", Preparation: "2026-12-01", Replication: "2027-03-01", Testing: "2027-04-01", Cutover: "2027-05-20", Decommission: "2027-07-01"},
		}}}
	w.create(p)
	return p
}

// approves lets the agency speak on a plan with the content of a hash.
func (w world) approves(p *api.MigrationPlan, hash string) {
	w.t.Helper()
	a := &governance.Approval{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, GenerateName: "word-"}, Spec: governance.ApprovalSpec{
		Subject: governance.Subject{Kind: "MigrationPlan", Name: p.Name}, Matter: planMatter, Party: agencyParty,
		Decision: governance.DecisionApproved, ContentHash: hash,
	}}
	if err := w.cp.As("saule", "system:masters").Create(w.t.Context(), a); err != nil {
		w.t.Fatal(err)
	}
}

// eventually waits until an object that is read again is as wanted.
func eventually[T client.Object](w world, o T, what string, done func(T) bool) {
	w.t.Helper()
	defer func() {
		if w.t.Failed() {
			w.t.Logf("last seen: %+v", o)
		}
	}()
	controlplane.Eventually(w.t, what, func() bool {
		if err := w.cp.Client.Get(w.t.Context(), client.ObjectKeyFromObject(o), o); err != nil {
			w.t.Fatal(err)
		}
		return done(o)
	})
}
