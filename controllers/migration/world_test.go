package migration

import (
	"context"
	"fmt"
	"sync/atomic"
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
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// start runs the controller as ikp-controllers, with the rights of its role.
func start(t *testing.T, c *clocktesting.FakePassiveClock) {
	t.Helper()
	cp, again := controlplane.New(t), true
	mgr, err := ctrl.NewManager(cp.ConfigAs(compute.UserControllers), ctrl.Options{
		Scheme: cp.Client.Scheme(), Metrics: metricsserver.Options{BindAddress: "0"},
		Controller: config.Controller{SkipNameValidation: &again},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Setup(mgr, c); err != nil {
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

// worlds counts, so that each test has an agency of its own.
var worlds atomic.Int32

// world is an agency with a system whose passport is complete and a programme.
type world struct {
	t      *testing.T
	cp     *controlplane.ControlPlane
	agency string
	ns     string
}

func newWorld(t *testing.T) world {
	t.Helper()
	agency := fmt.Sprintf("moving-%d", worlds.Add(1))
	w := world{t: t, cp: controlplane.New(t), agency: agency, ns: tenancy.AgencyNamespace(agency)}
	w.create(
		builders.Agency(agency, nil),
		&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: w.ns, Labels: map[string]string{tenancy.LabelAgency: agency}}},
		builders.System("esf", agency, nil),
		&api.MigrationProgramme{ObjectMeta: metav1.ObjectMeta{Name: agency}, Spec: api.MigrationProgrammeSpec{
			StartsOn: "2026-01-01", EndsOn: "2028-12-31", HypercareDays: 14}},
		builders.DataCentre("dc-"+agency, nil),
		&api.SourceSite{ObjectMeta: metav1.ObjectMeta{Name: w.room()}, Spec: api.SourceSiteSpec{
			Names: tenancy.Names{EN: "server room"}, Agency: agency, DataCentre: api.AnswerNo}},
	)
	return w
}

// room is the site from which the system moves: a server room, which may not stay.
func (w world) room() string { return w.agency + "-room" }

func (w world) create(all ...client.Object) {
	w.t.Helper()
	for _, o := range all {
		if err := w.cp.Client.Create(w.t.Context(), o); err != nil {
			w.t.Fatalf("creating %T %s: %v", o, o.GetName(), err)
		}
	}
}

// prepare makes everything that a migration needs besides the parties' words.
func (w world) prepare() {
	w.t.Helper()
	w.furnish()
	w.create(answered(w.ns, api.DispositionMove))
}

// furnish makes environments, a quota and a budget that are ready.
func (w world) furnish() {
	w.t.Helper()
	dev := builders.Environment("dev", w.agency, "esf", tenancy.EnvironmentDev)
	prod := builders.Environment("prod", w.agency, "esf", tenancy.EnvironmentProduction)
	quota := builders.Quota("all", w.agency, finance.Amount{VCPU: 8})
	budget := builders.Budget("y2026", w.agency, 2026, "1000000.00")
	w.create(dev, prod, quota, budget)
	for _, o := range []client.Object{dev, prod, quota, budget} {
		status := kit.StatusWriter{Client: w.cp.Client, Owner: "test", Clock: clocktesting.NewFakePassiveClock(now)}
		report := kit.Report{Conditions: []metav1.Condition{kit.True("Ready", "AsRequested", "ready")}}
		if err := status.Apply(w.t.Context(), o, report); err != nil {
			w.t.Fatal(err)
		}
	}
}

// answered is an audit without open questions.
func answered(ns string, d api.Disposition) *api.SystemAssessment {
	a := &api.SystemAssessment{ObjectMeta: metav1.ObjectMeta{Namespace: ns, Name: "esf"}, Spec: api.SystemAssessmentSpec{System: "esf", Disposition: d}}
	for _, q := range assessment.Questions() {
		a.Spec.Answers = append(a.Spec.Answers, api.QuestionAnswer{Question: q.ID, Answer: q.Answers[0].ID})
	}
	return a
}

// move creates the migration of the system as the migration team.
func (w world) move(goal api.State) *api.SystemMigration {
	w.t.Helper()
	stage := int32(3)
	m := &api.SystemMigration{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, Name: "esf"}, Spec: api.SystemMigrationSpec{
		System: "esf", Programme: w.agency, Stage: &stage, SourceSite: w.room(), Environment: "dev", Payer: "the agency", Goal: goal,
		Criteria: []api.Criterion{{Name: "rows-equal", Text: "as many rows as before"}},
		Window:   &api.CutoverWindow{From: metav1.NewTime(now.Add(-time.Hour)), To: metav1.NewTime(now.Add(time.Hour))},
	}}
	w.create(m)
	return m
}

// says lets a party speak on a matter of the migration as it is now.
func (w world) says(m *api.SystemMigration, party, matter string, decision governance.Decision) {
	w.t.Helper()
	w.read(m)
	basis, err := facts.BasisOf(w.t.Context(), w.cp.Client, m)
	if err != nil {
		w.t.Fatal(err)
	}
	hashes, err := facts.MigrationContents(m.Spec, basis)
	if err != nil {
		w.t.Fatal(err)
	}
	a := &governance.Approval{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, GenerateName: "word-"}, Spec: governance.ApprovalSpec{
		Subject: governance.Subject{Kind: "SystemMigration", Name: m.Name}, Matter: matter, Party: party,
		Decision: decision, ContentHash: hashes[migration.PartOf(matter)],
	}}
	if err := w.cp.As("saule", "system:masters").Create(w.t.Context(), a); err != nil {
		w.t.Fatal(err)
	}
}

// reaches waits until the migration is in a state.
func (w world) reaches(m *api.SystemMigration, want api.State) {
	w.t.Helper()
	defer func() {
		if w.t.Failed() {
			w.t.Logf("last seen: %s, obstacles %+v", m.Status.State, m.Status.Obstacles)
		}
	}()
	controlplane.Eventually(w.t, "the migration is "+string(want), func() bool {
		w.read(m)
		return m.Status.State == want
	})
}

// isShutBy waits until an obstacle of a code stands in the way, and returns it.
func (w world) isShutBy(m *api.SystemMigration, code, party string) api.Obstacle {
	w.t.Helper()
	var found api.Obstacle
	controlplane.Eventually(w.t, code+" of "+party+" shuts the gate", func() bool {
		w.read(m)
		for _, o := range m.Status.Obstacles {
			if o.Code == code && o.Party == party {
				found = o
				return true
			}
		}
		return false
	})
	return found
}

func (w world) read(m *api.SystemMigration) {
	w.t.Helper()
	if err := w.cp.Client.Get(w.t.Context(), client.ObjectKeyFromObject(m), m); err != nil {
		w.t.Fatal(err)
	}
}
