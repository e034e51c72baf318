package statements

import (
	"context"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/internalversion"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/klog/v2"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

// Book is the part of the ledger that computes statements.
type Book interface {
	// Statement is an agency's statement of a month as of now.
	Statement(ctx context.Context, agency, month string, now time.Time) (ledger.Statement, error)
	// Months lists the months in which an agency used anything, oldest first.
	Months(ctx context.Context, agency string, now time.Time) ([]string, error)
}

// REST is the storage of statementviews.
type REST struct {
	// Book computes the statements.
	Book Book
	// Reader finds the agency of a namespace.
	Reader client.Reader
	// Clock says up to when usage is counted.
	Clock clock.PassiveClock
}

var (
	_ rest.Getter               = (*REST)(nil)
	_ rest.Lister               = (*REST)(nil)
	_ rest.Scoper               = (*REST)(nil)
	_ rest.SingularNameProvider = (*REST)(nil)
	_ rest.ShortNamesProvider   = (*REST)(nil)
)

// New is an empty statement.
func (r *REST) New() runtime.Object { return &subresources.StatementView{} }

// NewList is an empty list.
func (r *REST) NewList() runtime.Object { return &subresources.StatementViewList{} }

// Destroy has nothing to free.
func (r *REST) Destroy() {}

// NamespaceScoped says that statements are agencies'.
func (r *REST) NamespaceScoped() bool { return true }

// GetSingularName is the singular in discovery.
func (r *REST) GetSingularName() string { return "statementview" }

// ShortNames are what kubectl accepts instead.
func (r *REST) ShortNames() []string { return []string{"stv"} }

// Get is the statement of the month that is its name: 2026-11. A month that has
// not begun has none.
func (r *REST) Get(ctx context.Context, name string, _ *metav1.GetOptions) (runtime.Object, error) {
	m, err := tariff.ParseMonth(name)
	if err != nil {
		return nil, notAMonth(name)
	}
	if running := tariff.MonthOf(r.Clock.Now()); m.Start().After(running.Start()) {
		return nil, notBegun(name, running.String())
	}
	namespace := genericapirequest.NamespaceValue(ctx)
	agency, err := r.agencyOf(ctx, namespace)
	if err != nil {
		return nil, err
	}
	if agency == "" {
		return nil, noAgency(namespace, name)
	}
	return r.view(ctx, namespace, agency, name)
}

// List is the statements of all months with usage: of one agency, or of all when
// no namespace is given.
func (r *REST) List(ctx context.Context, options *internalversion.ListOptions) (runtime.Object, error) {
	agencies, err := r.agencies(ctx, genericapirequest.NamespaceValue(ctx))
	if err != nil {
		return nil, err
	}
	list := &subresources.StatementViewList{Items: []subresources.StatementView{}}
	for _, a := range agencies {
		items, err := r.views(ctx, a, selection(options))
		if err != nil {
			return nil, err
		}
		list.Items = append(list.Items, items...)
	}
	return list, nil
}

func (r *REST) views(ctx context.Context, a agency, selected func(month string) bool) ([]subresources.StatementView, error) {
	months, err := r.Book.Months(ctx, a.slug, r.Clock.Now())
	if err != nil {
		return nil, r.unavailable(ctx, a.slug, err)
	}
	var items []subresources.StatementView
	for _, month := range months {
		if !selected(month) {
			continue
		}
		v, err := r.view(ctx, a.namespace, a.slug, month)
		if err != nil {
			return nil, err
		}
		items = append(items, *v)
	}
	return items, nil
}

func (r *REST) view(ctx context.Context, namespace, agency, month string) (*subresources.StatementView, error) {
	s, err := r.Book.Statement(ctx, agency, month, r.Clock.Now())
	if err != nil {
		return nil, r.unavailable(ctx, agency, err)
	}
	return &subresources.StatementView{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: month},
		Agency:     agency,
		Status:     s.Status(),
	}, nil
}

func (r *REST) unavailable(ctx context.Context, agency string, err error) error {
	klog.FromContext(ctx).Error(err, "no statement", "agency", agency)
	return unanswered(agency)
}
