package server_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// signsEvidence: a host reports a disk, the audit's finding of it is kept, and
// the agency's auditor has a report that holds both and that his key verifies.
func (w *world) signsEvidence(t *testing.T) {
	w.reportsDisk(t)
	month := tariff.MonthOf(time.Now()).String()
	auditor := w.As("dana", "ikp:agency:minfin:auditor", "system:authenticated")
	got := &subresources.ResidencyReport{}
	if err := auditor.Get(t.Context(), client.ObjectKey{Namespace: "agency-minfin", Name: "treasury." + month}, got); err != nil {
		t.Fatal(err)
	}
	key := &subresources.EvidenceKey{}
	if err := auditor.Get(t.Context(), client.ObjectKey{Name: "residency"}, key); err != nil {
		t.Fatal(err)
	}
	public, err := evidence.ParsePublic([]byte(key.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	r, id, err := evidence.Verify(t.Context(), got.Envelope, public)
	if err != nil || id != key.KeyID || id != got.KeyID {
		t.Fatalf("verified by %q, %v; want %q", id, err, key.KeyID)
	}
	resource := "disks/" + string(w.machine.UID) + "/root.qcow2"
	want := []evidence.Stay{{Kind: "Disk", Resource: resource, UID: string(w.machine.UID), Host: "h1", DataCentre: "astana-1", Country: "KZ", MovedBy: "aigul"}}
	for i := range r.Stays {
		r.Stays[i].From = time.Time{}
	}
	if diff := cmp.Diff(want, r.Stays); diff != "" {
		t.Errorf("stays (-want +got):\n%s", diff)
	}
	if len(r.Drifts) != 1 || r.Drifts[0].Rule != "KZ-PD-36" || !r.Provisional || r.PersonalData != "Yes" {
		t.Errorf("report %+v, want one drift against KZ-PD-36, provisional, with personal data", r)
	}
}

func (w *world) reportsDisk(t *testing.T) {
	t.Helper()
	if err := w.Client.Create(t.Context(), builders.DataCentre("astana-1", nil)); err != nil {
		t.Fatal(err)
	}
	host := w.As(compute.HostUser("h1"), compute.GroupHosts)
	resource := "disks/" + string(w.machine.UID) + "/root.qcow2"
	inventory := &subresources.ResidencyInventory{Host: "h1", Lots: []subresources.HeldLot{{Kind: "Disk", Resource: resource, Machine: w.machine.UID, Bytes: 1}}}
	if err := host.Create(t.Context(), inventory); err != nil {
		t.Fatal(err)
	}
	if inventory.Came != 1 {
		t.Errorf("the answer says that %d lots came, want 1", inventory.Came)
	}
	drift := ledger.Drift{
		Lot: whereabouts.Lot{Source: "host/h1", Kind: whereabouts.Disk, Resource: resource, Machine: string(w.machine.UID),
			System: whereabouts.Name{Agency: "minfin", System: "treasury"}, Host: "h1", Site: "astana-1"},
		Rule: "KZ-PD-36", Edition: "test", Message: "not registered", Answer: whereabouts.Report, Since: time.Now(),
	}
	if err := w.book.KeepDrifts(t.Context(), nil, []ledger.Drift{drift}); err != nil {
		t.Fatal(err)
	}
}

// hidesEvidence: nobody sees another agency's, and hosts report for
// themselves alone.
func (w *world) hidesEvidence(t *testing.T) {
	stranger := w.As("erlan", "ikp:agency:mzdrav:auditor")
	month := tariff.MonthOf(time.Now()).String()
	err := stranger.Get(t.Context(), client.ObjectKey{Namespace: "agency-minfin", Name: "treasury." + month}, &subresources.ResidencyReport{})
	if !apierrors.IsForbidden(err) {
		t.Errorf("another agency's auditor has the report: %v", err)
	}
	for namespace, want := range map[string]int{"agency-minfin": 1, "agency-mzdrav": 0} {
		list := &subresources.ResidencyFindingList{}
		if err := w.Client.List(t.Context(), list, client.InNamespace(namespace)); err != nil {
			t.Fatal(err)
		}
		if len(list.Items) != want {
			t.Errorf("namespace %s lists %d findings, want %d", namespace, len(list.Items), want)
		}
	}
	if err := stranger.List(t.Context(), &subresources.ResidencyFindingList{}, client.InNamespace("agency-minfin")); !apierrors.IsForbidden(err) {
		t.Errorf("another agency's auditor lists the findings: %v", err)
	}
	other := w.As(compute.HostUser("h2"), compute.GroupHosts)
	if err := other.Create(t.Context(), &subresources.ResidencyInventory{Host: "h1"}); !apierrors.IsForbidden(err) {
		t.Errorf("host h2 speaks for h1: %v", err)
	}
}

// explainsReports says what is asked for wrongly.
func (w *world) explainsReports(t *testing.T) {
	for name, want := range map[string]string{
		"treasury":         "a report's name is its system and month, such as esf.2026-11",
		"treasury.2026-13": "a report's name is its system and month, such as esf.2026-11",
		"treasury.2999-01": "has not begun in Almaty",
		"lost.2024-01":     "agency minfin has no system lost, and nothing of one is on record",
	} {
		err := w.Client.Get(t.Context(), client.ObjectKey{Namespace: "agency-minfin", Name: name}, &subresources.ResidencyReport{ObjectMeta: metav1.ObjectMeta{}})
		if !apierrors.IsNotFound(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("report %q: %v, want %q", name, err, want)
		}
	}
}
