package server_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

func TestAggregatedAPI(t *testing.T) {
	w := newWorld(t)
	t.Run("takes in the usage of a host, once", w.takesInUsage)
	t.Run("takes nothing from a thief", w.refusesThieves)
	t.Run("shows an agency its statement", w.showsStatements)
	t.Run("shows no agency the statement of another", w.hidesStatements)
	t.Run("streams the log of a machine", w.streamsLogs)
	t.Run("shows a host its machines and itself", w.showsHosts)
	t.Run("shows a host nothing of another", w.hidesFromHosts)
	t.Run("lets an informer follow a host's machines through its own death", w.isFollowed)
	t.Run("signs where an agency's bytes were", w.signsEvidence)
	t.Run("shows no agency the evidence of another", w.hidesEvidence)
	t.Run("explains which reports there are", w.explainsReports)
	t.Run("answers kubectl", w.answersKubectl)
	t.Run("refuses by its webhooks", w.admits)
	t.Run("loses and doubles nothing when it is killed", w.survivesKill)
	t.Run("ends when asked, also with a log being followed", w.endsWhenAsked)
}

// batch says that the machine ran for an hour and is gone.
func (w *world) batch() *subresources.UsageBatch {
	uid := w.machine.UID
	return &subresources.UsageBatch{Host: "h1", Journal: "journal-1", Transitions: []subresources.UsageTransition{
		{Sequence: 1, Machine: uid, State: "Running", VCPU: 2, MemoryMiB: 4096, DiskGiB: 20, At: metav1.NewMicroTime(noon)},
		{Sequence: 2, Machine: uid, State: "Gone", VCPU: 2, MemoryMiB: 4096, DiskGiB: 20, At: metav1.NewMicroTime(noon.Add(time.Hour))},
	}}
}

func (w *world) host() client.Client {
	return w.As(compute.HostUser("h1"), compute.GroupHosts)
}

func (w *world) takesInUsage(t *testing.T) {
	for _, round := range []string{"first", "repeated"} {
		batch := w.batch()
		if err := w.host().Create(t.Context(), batch); err != nil {
			t.Fatalf("%s batch: %v", round, err)
		}
		if batch.Acknowledged != 2 {
			t.Errorf("%s batch: acknowledged %d, want 2", round, batch.Acknowledged)
		}
	}
	late := w.batch()
	late.Transitions[0].Sequence, late.Transitions[1].Sequence = 9, 10
	if err := w.host().Create(t.Context(), late); err != nil || late.Acknowledged != 2 {
		t.Errorf("a batch after a gap: acknowledged %d (%v), want 2: send the records from there on", late.Acknowledged, err)
	}
	empty := w.batch()
	empty.Transitions = nil
	if err := w.host().Create(t.Context(), empty); !apierrors.IsInvalid(err) {
		t.Errorf("an empty batch was answered with %v, want Invalid", err)
	}
}

func (w *world) refusesThieves(t *testing.T) {
	for user, group := range map[string]string{
		compute.HostUser("h2"):  compute.GroupHosts,
		"ikp:host:h1":           "ikp:nobody",
		"aigerim":               "ikp:agency:minfin:admin",
		compute.UserControllers: "ikp:controllers",
	} {
		err := w.As(user, group).Create(t.Context(), w.batch())
		if !apierrors.IsForbidden(err) {
			t.Errorf("a batch of %s was answered with %v, want Forbidden", user, err)
		}
	}
}

var march = types.NamespacedName{Namespace: "agency-minfin", Name: "2024-03"}

// hourly is what one hour of the machine costs: 2 × 3.60, 4 × 1.80, 20 × 0.036.
var hourly = []finance.StatementLine{
	{System: "treasury", Meter: "vcpu-hour", Quantity: "2.000000", UnitPrice: "3.60", Tariff: "2024", Amount: "7.20"},
	{System: "treasury", Meter: "memory-gib-hour", Quantity: "4.000000", UnitPrice: "1.80", Tariff: "2024", Amount: "7.20"},
	{System: "treasury", Meter: "disk-gib-hour", Quantity: "20.000000", UnitPrice: "0.036", Tariff: "2024", Amount: "0.72"},
}

func (w *world) showsStatements(t *testing.T) {
	auditor := w.As("askar", "ikp:agency:minfin:auditor")
	got := &subresources.StatementView{}
	if err := auditor.Get(t.Context(), march, got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(hourly, got.Status.Lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if got.Agency != "minfin" || got.Status.Total != "15.12" {
		t.Errorf("agency %q, total %q, want minfin and 15.12", got.Agency, got.Status.Total)
	}
	list := &subresources.StatementViewList{}
	if err := auditor.List(t.Context(), list, client.InNamespace("agency-minfin")); err != nil {
		t.Fatal(err)
	}
	if len(list.Items) != 1 || list.Items[0].Name != "2024-03" {
		t.Errorf("months %+v, want 2024-03 alone", list.Items)
	}
}

func (w *world) hidesStatements(t *testing.T) {
	stranger := w.As("dana", "ikp:agency:mzdrav:auditor")
	if err := stranger.Get(t.Context(), march, &subresources.StatementView{}); !apierrors.IsForbidden(err) {
		t.Errorf("another agency's auditor was answered with %v, want Forbidden", err)
	}
	if err := stranger.List(t.Context(), &subresources.StatementViewList{}); !apierrors.IsForbidden(err) {
		t.Errorf("his list of all agencies was answered with %v, want Forbidden", err)
	}
	own := &subresources.StatementViewList{}
	if err := stranger.List(t.Context(), own, client.InNamespace("agency-mzdrav")); err != nil || len(own.Items) != 0 {
		t.Errorf("his own agency without usage: %d statements, %v", len(own.Items), err)
	}
}
