package billing

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/predicate"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/agency"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/mirror"
	"github.com/govtech-kz/ikp/internal/kit"
)

const (
	fieldOwner client.FieldOwner = "ikp-billing"
	// workers is how many objects of a kind are worked on at a time.
	workers = 4
)

// base is what every reconciler of this package has.
type base struct {
	client client.Client
	clock  clock.PassiveClock
	status kit.StatusWriter
	events events.EventRecorder
}

func newBase(mgr ctrl.Manager, clk clock.PassiveClock) base {
	c := mgr.GetClient()
	return base{
		client: c, clock: clk,
		status: kit.StatusWriter{Client: c, Owner: fieldOwner, Clock: clk},
		events: mgr.GetEventRecorder(string(fieldOwner)),
	}
}

// speaker tells about objects; action is what its events are about.
func (b base) speaker(action string) mirror.Speaker {
	return mirror.Speaker{Status: b.status, Events: b.events, Action: action}
}

func asked() builder.Predicates {
	return builder.WithPredicates(predicate.GenerationChangedPredicate{})
}

func options() controller.Options { return controller.Options{MaxConcurrentReconciles: workers} }

// SetupBudgets registers the reconciler of budgets.
func SetupBudgets(mgr ctrl.Manager, l BudgetLedger, clk clock.PassiveClock) error {
	r := budgetReconciler(newBase(mgr, clk), l)
	return ctrl.NewControllerManagedBy(mgr).Named("budget").
		For(&corev1.Namespace{}, builder.WithPredicates(agency.Homes())).
		Watches(&finance.Budget{}, agency.OfNamespaced(), asked()).
		WithOptions(options()).
		Complete(r)
}

func budgetReconciler(b base, l BudgetLedger) *mirror.Reconciler[int, ledger.Budget, *finance.Budget] {
	return &mirror.Reconciler[int, ledger.Budget, *finance.Budget]{
		Client:  b.client,
		Kind:    budgets{reader: b.client, ledger: l, clock: b.clock, said: newMemory()},
		Speaker: b.speaker("RecordBudget"),
	}
}

// SetupTariffs registers the reconciler of tariffs.
func SetupTariffs(mgr ctrl.Manager, l TariffLedger, clk clock.PassiveClock) error {
	return ctrl.NewControllerManagedBy(mgr).Named("tariff").
		For(&finance.Tariff{}, asked()).
		WithOptions(options()).
		Complete(&TariffReconciler{base: newBase(mgr, clk), ledger: l})
}

// SetupStatements registers the reconciler of statements.
func SetupStatements(mgr ctrl.Manager, l StatementLedger, clk clock.PassiveClock) error {
	return ctrl.NewControllerManagedBy(mgr).Named("statement").
		For(&corev1.Namespace{}, builder.WithPredicates(agency.Homes())).
		Watches(&finance.Statement{}, agency.OfNamespaced(), asked()).
		WithOptions(options()).
		Complete(&StatementReconciler{base: newBase(mgr, clk), ledger: l})
}
