package programme

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/clock"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	controllers "github.com/govtech-kz/ikp/controllers/setup"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/testkit/aggregated"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/setup/setuptest"
)

func TestMain(m *testing.M) { os.Exit(aggregated.StartAll(m)) }

const (
	agency = "minfin"
	home   = "agency-minfin"
)

// person is somebody with one group.
type person struct{ name, group string }

var (
	timur = person{"timur", "ikp:platform-operators"}
	marat = person{"marat", "ikp:migration"}
	aigul = person{"aigul", "ikp:agency:minfin:admin"}
	sanat = person{"sanat", "ikp:security-service"}
)

func (p person) client(t *testing.T) client.Client {
	t.Helper()
	return controlplane.New(t).As(p.name, p.group)
}

// world is a ministry whose system is ready to move but for what parties say.
type world struct {
	t       *testing.T
	clock   *clocktesting.FakeClock
	edition party.Edition
}

// newWorld lets each create what is his, through admission.
func newWorld(t *testing.T) world {
	t.Helper()
	w := world{t: t, clock: clocktesting.NewFakeClock(time.Now())}
	cp := controlplane.New(t)
	setuptest.Run(t, cp, clock.RealClock{}, "hostaccess", "tenant")
	w.decide("budget", "exception", "integration", "migration", "quota")
	var err error
	if w.edition, err = facts.Edition(t.Context(), cp.Client, calendar.Day(w.clock.Now())); err != nil {
		t.Fatal(err)
	}
	w.as(timur, builders.DataCentre("astana-1", nil), builders.Agency(agency, nil))
	controlplane.Eventually(t, "the ministry has its namespace", func() bool {
		return aigul.client(t).List(t.Context(), &api.SystemMigrationList{}, client.InNamespace(home)) == nil
	})
	year := w.clock.Now().In(calendar.Almaty).Year()
	quota, budget := builders.Quota("all", agency, finance.Amount{VCPU: 8}), builders.Budget("this-year", agency, int32(year), "1000000.00")
	w.as(timur, quota, budget)
	w.as(marat, builders.System("esf", agency, nil), w.programme(), w.audit(),
		&api.SourceSite{ObjectMeta: metav1.ObjectMeta{Name: "minfin-room"}, Spec: api.SourceSiteSpec{
			Names: tenancy.Names{EN: "server room"}, Agency: agency, DataCentre: api.AnswerNo}})
	w.as(sanat, builders.Clearance("esf-1", agency, "esf", nil))
	env := builders.Environment("prod", agency, "esf", tenancy.EnvironmentProduction)
	w.as(aigul, env)
	for _, o := range []client.Object{quota, budget, env} {
		w.ready(o)
	}
	return w
}

// decide runs controllers on the ledger of the aggregated API until the test ends.
func (w world) decide(names ...string) {
	w.t.Helper()
	o := controllers.NewOptions()
	o.Controllers = names
	cfg := controlplane.New(w.t).ConfigAs(compute.UserControllers)
	mgr, err := controllers.NewManager(cfg, o, ledgertest.Open(w.t, aggregated.Running().Ledger), w.clock)
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- mgr.Start(ctx) }()
	w.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			w.t.Error(err)
		}
	})
}

// as creates objects as somebody.
func (w world) as(p person, objects ...client.Object) {
	w.t.Helper()
	for _, o := range objects {
		if err := p.client(w.t).Create(w.t.Context(), o); err != nil {
			w.t.Fatalf("%s creates %T %s: %v", p.name, o, o.GetName(), err)
		}
	}
}

func (w world) programme() client.Object {
	today := w.clock.Now()
	return &api.MigrationProgramme{ObjectMeta: metav1.ObjectMeta{Name: "unified"}, Spec: api.MigrationProgrammeSpec{
		StartsOn: tenancy.Date(calendar.Day(today.AddDate(-1, 0, 0))), EndsOn: tenancy.Date(calendar.Day(today.AddDate(2, 0, 0))), HypercareDays: 14,
	}}
}

func (w world) audit() client.Object {
	a := &api.SystemAssessment{ObjectMeta: metav1.ObjectMeta{Namespace: home, Name: "esf"},
		Spec: api.SystemAssessmentSpec{System: "esf", Disposition: api.DispositionMove}}
	for _, q := range assessment.Questions() {
		a.Spec.Answers = append(a.Spec.Answers, api.QuestionAnswer{Question: q.ID, Answer: q.Answers[0].ID})
	}
	return a
}

// ready waits until an object is as it was asked for.
func (w world) ready(o client.Object) {
	w.t.Helper()
	controlplane.Eventually(w.t, o.GetName()+" is ready", func() bool {
		w.read(o)
		switch x := o.(type) {
		case *finance.Quota:
			return apimeta.IsStatusConditionTrue(x.Status.Conditions, finance.ConditionReady)
		case *finance.Budget:
			return apimeta.IsStatusConditionTrue(x.Status.Conditions, finance.ConditionReady)
		case *tenancy.Environment:
			return apimeta.IsStatusConditionTrue(x.Status.Conditions, tenancy.ConditionReady)
		}
		return false
	})
}

func (w world) read(o client.Object) {
	w.t.Helper()
	if err := controlplane.New(w.t).Client.Get(w.t.Context(), client.ObjectKeyFromObject(o), o); err != nil {
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

// causes are the codes of a refusal.
func causes(err error) string {
	var status *apierrors.StatusError
	if !errors.As(err, &status) || status.Status().Details == nil {
		return ""
	}
	var all []string
	for _, c := range status.Status().Details.Causes {
		all = append(all, string(c.Type))
	}
	return strings.Join(all, ",")
}
