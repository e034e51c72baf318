package statements

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/internalversion"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"

	"github.com/govtech-kz/ikp/api/scheme"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

var (
	noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

	errDown = errors.New("the database is down")
)

// long is a slug whose namespace's name is cut.
const long = "department-of-statistics-and-of-the-counting-of-everything-else"

// book has the same two months for every agency.
type book struct{ err error }

func (b book) Months(context.Context, string, time.Time) ([]string, error) {
	return []string{"2026-10", "2026-11"}, b.err
}

func (b book) Statement(_ context.Context, agency, month string, now time.Time) (ledger.Statement, error) {
	return ledger.Statement{
		Agency: agency, Month: month, Provisional: month == "2026-11", AsOf: now, Total: 123456,
		Lines: []ledger.Line{{System: "treasury", Meter: "vcpu-hour", Tariff: "2026", Quantity: "1", UnitPrice: "1234.56", Amount: 123456}},
	}, b.err
}

func newREST(b book) *REST {
	reader := fake.NewClientBuilder().WithScheme(scheme.New()).WithObjects(
		namespace("agency-minfin", "minfin"), namespace("env-minfin-prod", "minfin"),
		namespace(tenancy.AgencyNamespace(long), long), namespace("default", ""),
	).Build()
	return &REST{Book: b, Reader: reader, Clock: clocktesting.NewFakePassiveClock(noon)}
}

func namespace(name, agency string) *corev1.Namespace {
	ns := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name}}
	if agency != "" {
		ns.Labels = map[string]string{tenancy.LabelAgency: agency}
	}
	return ns
}

func TestGet(t *testing.T) {
	tests := map[string]struct {
		namespace, name string
		book            book
		wantAgency      string
		wantTotal       string
		wantErr         string
		wantReason      metav1.StatusReason
	}{
		"computes the statement of the namespace's agency": {
			namespace: "agency-minfin", name: "2026-11", wantAgency: "minfin", wantTotal: "1234.56"},
		"finds an agency whose namespace's name is cut": {
			namespace: tenancy.AgencyNamespace(long), name: "2026-11", wantAgency: long, wantTotal: "1234.56"},
		"has nothing in a workload namespace": {
			namespace: "env-minfin-prod", name: "2026-11", wantReason: metav1.StatusReasonNotFound,
			wantErr: `namespace "env-minfin-prod" is no agency's: statements are in agency-<slug>`},
		"has nothing in a namespace that does not exist": {
			namespace: "agency-nobody", name: "2026-11", wantReason: metav1.StatusReasonNotFound,
			wantErr: `namespace "agency-nobody" is no agency's: statements are in agency-<slug>`},
		"says what the name of a statement is": {
			namespace: "agency-minfin", name: "november", wantReason: metav1.StatusReasonNotFound,
			wantErr: `there is no statement "november": a statement's name is its month, such as 2026-11`},
		"knows no thirteenth month": {
			namespace: "agency-minfin", name: "2026-13", wantReason: metav1.StatusReasonNotFound,
			wantErr: `there is no statement "2026-13": a statement's name is its month, such as 2026-11`},
		"has nothing of a month that has not begun": {
			namespace: "agency-minfin", name: "2026-12", wantReason: metav1.StatusReasonNotFound,
			wantErr: "month 2026-12 has not begun in Almaty: the running month is 2026-11"},
		"is unavailable without a ledger": {
			namespace: "agency-minfin", name: "2026-11", book: book{errDown}, wantReason: metav1.StatusReasonServiceUnavailable,
			wantErr: `the ledger did not answer about agency "minfin": try again, usage goes on being recorded`},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			ctx := genericapirequest.WithNamespace(t.Context(), tc.namespace)
			obj, err := newREST(tc.book).Get(ctx, tc.name, nil)
			if err != nil {
				if err.Error() != tc.wantErr || apierrors.ReasonForError(err) != tc.wantReason {
					t.Errorf("got %s %q, want %s %q", apierrors.ReasonForError(err), err, tc.wantReason, tc.wantErr)
				}
				return
			}
			got := obj.(*subresources.StatementView)
			if got.Agency != tc.wantAgency || got.Status.Total != tc.wantTotal || got.Name != tc.name || got.Namespace != tc.namespace {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestList(t *testing.T) {
	november := &internalversion.ListOptions{FieldSelector: fields.OneTermEqualSelector("metadata.name", "2026-11")}
	tests := map[string]struct {
		namespace string
		options   *internalversion.ListOptions
		want      []string
	}{
		"gives the months of one agency":      {namespace: "agency-minfin", want: []string{"minfin 2026-10", "minfin 2026-11"}},
		"gives the months of all agencies":    {want: []string{long + " 2026-10", long + " 2026-11", "minfin 2026-10", "minfin 2026-11"}},
		"gives the month that was asked for":  {namespace: "agency-minfin", options: november, want: []string{"minfin 2026-11"}},
		"gives nothing where no agency lives": {namespace: "env-minfin-prod"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			obj, err := newREST(book{}).List(genericapirequest.WithNamespace(t.Context(), tc.namespace), tc.options)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, v := range obj.(*subresources.StatementViewList).Items {
				got = append(got, v.Agency+" "+v.Name)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("statements (-want +got):\n%s", diff)
			}
		})
	}
}

func TestConvertToTable(t *testing.T) {
	r := newREST(book{})
	obj, err := r.List(genericapirequest.WithNamespace(t.Context(), "agency-minfin"), nil)
	if err != nil {
		t.Fatal(err)
	}
	table, err := r.ConvertToTable(t.Context(), obj, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got [][]any
	for _, row := range table.Rows {
		got = append(got, row.Cells)
	}
	want := [][]any{
		{"2026-10", "minfin", "1234.56", false, "2026-11-22T12:00:00Z", int64(1)},
		{"2026-11", "minfin", "1234.56", true, "2026-11-22T12:00:00Z", int64(1)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}
