package assessment

import (
	"context"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/config"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// world is a control plane on which the controller runs with the rights of its
// role, until the test ends.
type world struct {
	t  *testing.T
	cp *controlplane.ControlPlane
}

func newWorld(t *testing.T) world {
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
	return world{t: t, cp: cp}
}

// agency makes the namespace of an agency and systems in it, by name and purpose.
func (w world) agency(slug string, systems map[string]string) {
	w.t.Helper()
	w.create(&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: tenancy.AgencyNamespace(slug)}})
	for name, purpose := range systems {
		w.create(builders.System(name, slug, func(s *tenancy.InformationSystemSpec) { s.Purpose = purpose }))
	}
}

func (w world) create(o client.Object) {
	w.t.Helper()
	if err := w.cp.Client.Create(w.t.Context(), o); err != nil {
		w.t.Fatalf("creating %T %s: %v", o, o.GetName(), err)
	}
}

// assess creates the assessment of a system.
func (w world) assess(agency, system string, edit func(*api.SystemAssessmentSpec)) *api.SystemAssessment {
	w.t.Helper()
	a := &api.SystemAssessment{ObjectMeta: metav1.ObjectMeta{Namespace: tenancy.AgencyNamespace(agency), Name: system},
		Spec: api.SystemAssessmentSpec{System: system, Answers: best()}}
	edit(&a.Spec)
	w.create(a)
	return a
}

// best answers every question by the answer that speaks most for a move.
func best() []api.QuestionAnswer {
	var all []api.QuestionAnswer
	for _, q := range assessment.Questions() {
		all = append(all, api.QuestionAnswer{Question: q.ID, Answer: q.Answers[0].ID})
	}
	return all
}

// say sets the answer to one question.
func say(s *api.SystemAssessmentSpec, question, answer string) {
	for i := range s.Answers {
		if s.Answers[i].Question == question {
			s.Answers[i].Answer = answer
		}
	}
}

func (w world) read(o client.Object) {
	w.t.Helper()
	if err := w.cp.Client.Get(w.t.Context(), client.ObjectKeyFromObject(o), o); err != nil {
		w.t.Fatal(err)
	}
}

// told reports whether an event with a reason speaks of an assessment.
func (w world) told(a *api.SystemAssessment, reason string) bool {
	w.t.Helper()
	var list eventsv1.EventList
	if err := w.cp.Client.List(w.t.Context(), &list, client.InNamespace(a.Namespace)); err != nil {
		w.t.Fatal(err)
	}
	for _, e := range list.Items {
		if e.Regarding.UID == a.UID && e.Reason == reason {
			return true
		}
	}
	return false
}
