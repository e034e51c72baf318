package evidence

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/klog/v2"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/internal/facts"
)

// Book is the part of the ledger's database that keeps where bytes were.
type Book interface {
	History(ctx context.Context, n whereabouts.Name, from, to time.Time) (ledger.History, error)
}

// Reports is the storage of residencyreports. A report is made when it is asked
// for: what it rests on never changes, so that two of one closed month differ in
// the moment of making alone.
type Reports struct {
	Book   Book
	Reader client.Reader
	// Key that signs; nil: no report is given.
	Key   ed25519.PrivateKey
	Clock clock.PassiveClock
}

var (
	_ rest.Getter               = (*Reports)(nil)
	_ rest.Scoper               = (*Reports)(nil)
	_ rest.SingularNameProvider = (*Reports)(nil)
)

// New is an empty report.
func (r *Reports) New() runtime.Object { return &subresources.ResidencyReport{} }

// Destroy has nothing to free.
func (r *Reports) Destroy() {}

// NamespaceScoped says that reports are agencies'.
func (r *Reports) NamespaceScoped() bool { return true }

// GetSingularName is the singular in discovery.
func (r *Reports) GetSingularName() string { return "residencyreport" }

// Get is the report of the system and month that are its name: esf.2026-11.
func (r *Reports) Get(ctx context.Context, name string, _ *metav1.GetOptions) (runtime.Object, error) {
	system, month, err := r.parse(name)
	if err != nil {
		return nil, err
	}
	namespace := genericapirequest.NamespaceValue(ctx)
	agency, err := facts.AgencyOf(ctx, r.Reader, namespace)
	if err != nil {
		return nil, err
	}
	if agency == "" {
		return nil, noAgency(namespace, name)
	}
	report, err := r.make(ctx, namespace, whereabouts.Name{Agency: agency, System: system}, month)
	if err != nil {
		return nil, err
	}
	return r.sign(ctx, namespace, name, report)
}

func (r *Reports) parse(name string) (system string, month tariff.Month, err error) {
	system, text, found := strings.Cut(name, ".")
	month, parseErr := tariff.ParseMonth(text)
	if !found || system == "" || parseErr != nil {
		return "", month, notAReport(name)
	}
	if running := tariff.MonthOf(r.Clock.Now()); month.Start().After(running.Start()) {
		return "", month, notBegun(name, running.String())
	}
	return system, month, nil
}

func (r *Reports) make(ctx context.Context, namespace string, n whereabouts.Name, month tariff.Month) (evidence.Report, error) {
	now := r.Clock.Now()
	period := evidence.Period{From: month.Start(), To: month.End()}
	if now.Before(period.To) {
		period.To = now
	}
	history, err := r.Book.History(ctx, n, period.From, period.To)
	if err != nil {
		klog.FromContext(ctx).Error(err, "no residency report", "agency", n.Agency, "system", n.System)
		return evidence.Report{}, unanswered(n)
	}
	sites, err := facts.Sites(ctx, r.Reader)
	if err != nil {
		return evidence.Report{}, err
	}
	s := &tenancy.InformationSystem{}
	err = r.Reader.Get(ctx, client.ObjectKey{Namespace: namespace, Name: n.System}, s)
	if client.IgnoreNotFound(err) != nil {
		return evidence.Report{}, fmt.Errorf("reading system %s/%s: %w", n.Agency, n.System, err)
	}
	if err != nil && len(history.Held)+len(history.Drifts) == 0 {
		return evidence.Report{}, noSystem(n)
	}
	report := build(history, period, sites)
	report.Agency, report.System, report.Month = n.Agency, n.System, month.String()
	report.MadeAt, report.Provisional = now.UTC(), now.Before(month.End())
	report.PersonalData, report.Segment = string(s.Spec.PersonalData), string(s.Spec.Segment)
	return report, nil
}

func (r *Reports) sign(ctx context.Context, namespace, name string, report evidence.Report) (runtime.Object, error) {
	if r.Key == nil {
		return nil, noSigningKey()
	}
	envelope, err := evidence.Sign(ctx, report, r.Key)
	if err != nil {
		return nil, err
	}
	id, err := evidence.KeyID(r.Key.Public().(ed25519.PublicKey))
	return &subresources.ResidencyReport{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name},
		Agency:     report.Agency, System: report.System, Month: report.Month, KeyID: id, Envelope: envelope,
	}, err
}
