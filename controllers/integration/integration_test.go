package integration

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"testing"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
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
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/integration"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }

var worlds atomic.Int32

// world is an agency with a request, whose clock the test holds.
type world struct {
	t     *testing.T
	cp    *controlplane.ControlPlane
	clock *clocktesting.FakePassiveClock
	ns    string
	r     *api.IntegrationRequest
}

// newWorld runs the controller as ikp-controllers, and asks for data.
func newWorld(t *testing.T) world {
	t.Helper()
	cp, again := controlplane.New(t), true
	w := world{t: t, cp: cp, clock: clocktesting.NewFakePassiveClock(time.Now()),
		ns: tenancy.AgencyNamespace(fmt.Sprintf("asking-%d", worlds.Add(1)))}
	mgr, err := ctrl.NewManager(cp.ConfigAs(compute.UserControllers), ctrl.Options{
		Scheme: cp.Client.Scheme(), Metrics: metricsserver.Options{BindAddress: "0"},
		Controller: config.Controller{SkipNameValidation: &again},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Setup(mgr, w.clock); err != nil {
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
	w.r = &api.IntegrationRequest{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, Name: "esf-gbdfl"}, Spec: api.IntegrationRequestSpec{
		System: "esf", Provider: tenancy.SystemReference{Agency: "mdai", Name: "gbdfl"}, Purpose: "check", Contract: "17 of 2026-11-20"}}
	w.create(builders.Namespace(w.ns, nil), w.r)
	return w
}

func (w world) create(all ...client.Object) {
	w.t.Helper()
	for _, o := range all {
		if err := w.cp.As("aigul", "system:masters").Create(w.t.Context(), o); err != nil {
			w.t.Fatal(err)
		}
	}
}

// says lets somebody speak on the open step, as the request is now.
func (w world) says(by, party, matter string, d governance.Decision) {
	w.t.Helper()
	hash, err := facts.IntegrationContent(w.r.Spec)
	if err != nil {
		w.t.Fatal(err)
	}
	a := &governance.Approval{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, GenerateName: "word-"}, Spec: governance.ApprovalSpec{
		Subject: governance.Subject{Kind: "IntegrationRequest", Name: w.r.Name}, Matter: matter, Party: party, Decision: d, ContentHash: hash}}
	if err := w.cp.As(by, "system:masters").Create(w.t.Context(), a); err != nil {
		w.t.Fatal(err)
	}
}

// is waits until a condition has a reason, and the holder is the one expected.
func (w world) is(kind, reason, holder string) {
	w.t.Helper()
	controlplane.Eventually(w.t, kind+" is "+reason+", held by "+holder, func() bool {
		if err := w.cp.Client.Get(w.t.Context(), client.ObjectKeyFromObject(w.r), w.r); err != nil {
			w.t.Fatal(err)
		}
		c := apimeta.FindStatusCondition(w.r.Status.Conditions, kind)
		return c != nil && c.Reason == reason && w.r.Status.Holder == holder
	})
}

func TestARequestGoesFromHolderToHolderToAccess(t *testing.T) {
	w := newWorld(t)
	w.is(api.ConditionAccessGiven, api.ReasonStepOpen, "GO")
	due := calendar.Day(w.r.CreationTimestamp.AddDate(0, 0, integration.DefaultDays))
	if string(w.r.Status.DueOn) != due || w.r.Status.ContentHash == "" {
		t.Errorf("due on %s with the content %q, want %s", w.r.Status.DueOn, w.r.Status.ContentHash, due)
	}
	// Its author cannot do a step of his own request, nor can a party that does not hold it.
	w.says("aigul", "GO", "contract-signed", governance.DecisionApproved)
	w.says("saule", "SI", "contract-signed", governance.DecisionApproved)
	w.says("bolat", "GO", "contract-signed", governance.DecisionApproved)
	w.is(api.ConditionAccessGiven, api.ReasonStepOpen, "SI")
	w.says("saule", "SI", "approved", governance.DecisionRejected)
	w.is(api.ConditionAccessGiven, api.ReasonStepRejected, "SI")
	refused := time.Now()
	controlplane.Eventually(t, "the second is over", func() bool { return time.Since(refused) > time.Second })
	w.says("saule", "SI", "approved", governance.DecisionApproved)
	w.is(api.ConditionAccessGiven, api.ReasonStepOpen, "OPERATOR")
	w.says("timur", "OPERATOR", "tested", governance.DecisionApproved)
	w.says("timur", "OPERATOR", "access-given", governance.DecisionApproved)
	w.is(api.ConditionAccessGiven, api.ReasonAccessGiven, "")
	w.is(api.ConditionOnTime, api.ReasonInTime, "")
}

func TestATermThatHasPassedIsABreachOfWhoeverHoldsTheRequest(t *testing.T) {
	w := newWorld(t)
	w.is(api.ConditionOnTime, api.ReasonInTime, "GO")
	w.says("bolat", "GO", "contract-signed", governance.DecisionApproved)
	w.is(api.ConditionOnTime, api.ReasonInTime, "SI")
	w.clock.SetTime(time.Now().AddDate(0, 0, integration.DefaultDays+2))
	// Another day comes with the next look; here another object asks for it.
	w.says("timur", "OPERATOR", "tested", governance.DecisionApproved)
	w.is(api.ConditionOnTime, api.ReasonTermPassed, "SI")
	if n := len(w.r.Status.Steps); n != len(integration.Steps) {
		t.Errorf("%d steps are told: %+v", n, w.r.Status.Steps)
	}
}

func TestTheDaysOfTheTermAreThoseOfTheRule(t *testing.T) {
	w := newWorld(t)
	w.is(api.ConditionOnTime, api.ReasonInTime, "GO")
	o := &governance.RuleOverride{ObjectMeta: metav1.ObjectMeta{GenerateName: "term-"}, Spec: governance.RuleOverrideSpec{
		Rule: integration.Rule, Enforcement: governance.EnforcementWarn, Parameters: map[string]string{"days": "3"},
		Reason: "a shorter term by agreement", Document: "order 5"}}
	w.create(o)
	t.Cleanup(func() {
		if err := w.cp.Client.Delete(context.Background(), o); err != nil {
			t.Error(err)
		}
	})
	controlplane.Eventually(t, "access is due after three days", func() bool {
		w.is(api.ConditionAccessGiven, api.ReasonStepOpen, "GO")
		return string(w.r.Status.DueOn) == calendar.Day(w.r.CreationTimestamp.AddDate(0, 0, 3))
	})
}
