package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/internalversion"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/klog/v2"
	"k8s.io/utils/clock"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

const (
	// shownFor is how long a finding is listed after it is gone; reports show it for
	// ever.
	shownFor = 31 * 24 * time.Hour
	// platform is the namespace of findings of bytes that belong to nobody.
	platform = "ikp-system"
)

// Drifts is the part of the ledger's database that keeps findings.
type Drifts interface {
	Drifts(ctx context.Context, since time.Time) ([]ledger.Drift, error)
}

// Findings is the storage of residencyfindings.
type Findings struct {
	rest.TableConvertor
	book  Drifts
	clock clock.PassiveClock
}

var (
	_ rest.Lister               = (*Findings)(nil)
	_ rest.Scoper               = (*Findings)(nil)
	_ rest.SingularNameProvider = (*Findings)(nil)
)

// NewFindings lists the findings of book.
func NewFindings(book Drifts, c clock.PassiveClock) *Findings {
	return &Findings{TableConvertor: rest.NewDefaultTableConvertor(resourceFindings), book: book, clock: c}
}

// New is an empty finding.
func (f *Findings) New() runtime.Object { return &subresources.ResidencyFinding{} }

// NewList is an empty list.
func (f *Findings) NewList() runtime.Object { return &subresources.ResidencyFindingList{} }

// Destroy has nothing to free.
func (f *Findings) Destroy() {}

// NamespaceScoped says that findings are agencies'.
func (f *Findings) NamespaceScoped() bool { return true }

// GetSingularName is the singular in discovery.
func (f *Findings) GetSingularName() string { return "residencyfinding" }

// List is the findings that stand or stood within a month: of one agency, or of
// all when no namespace is given.
func (f *Findings) List(ctx context.Context, _ *internalversion.ListOptions) (runtime.Object, error) {
	drifts, err := f.book.Drifts(ctx, f.clock.Now().Add(-shownFor))
	if err != nil {
		klog.FromContext(ctx).Error(err, "no residency findings")
		return nil, unansweredFindings()
	}
	asked := genericapirequest.NamespaceValue(ctx)
	list := &subresources.ResidencyFindingList{Items: []subresources.ResidencyFinding{}}
	for i := range drifts {
		if item := finding(&drifts[i]); asked == "" || item.Namespace == asked {
			list.Items = append(list.Items, item)
		}
	}
	return list, nil
}

func finding(d *ledger.Drift) subresources.ResidencyFinding {
	namespace := platform
	if d.System.Agency != "" {
		namespace = tenancy.AgencyNamespace(d.System.Agency)
	}
	out := subresources.ResidencyFinding{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: nameOf(d), CreationTimestamp: metav1.NewTime(d.Since)},
		Agency:     d.System.Agency, System: d.System.System, Source: d.Source, LotKind: string(d.Kind), Resource: d.Resource,
		Machine: types.UID(d.Machine), DataCentre: d.Site, Rule: d.Rule, Edition: d.Edition, Message: d.Message,
		Answer: string(d.Answer), Since: metav1.NewMicroTime(d.Since),
	}
	if !d.Until.IsZero() {
		until := metav1.NewMicroTime(d.Until)
		out.Until = &until
	}
	return out
}

// nameOf is the same for the same finding.
func nameOf(d *ledger.Drift) string {
	const digits = 10
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%s|%s|%d", d.Source, d.Kind, d.Resource, d.Since.UnixMicro()))
	return "drift-" + hex.EncodeToString(sum[:])[:digits]
}
