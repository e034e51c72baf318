package audit

import (
	"context"
	"io/fs"
	"slices"
	"testing"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
	"sigs.k8s.io/yaml"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// world is a ministry with a system that holds personal data, one machine of it in
// astana-1, and an audit with the rights of its role.
type world struct {
	*controlplane.ControlPlane
	t    *testing.T
	book *ledger.Ledger
	vm   *compute.VirtualMachine
	dc   *compute.DataCentre
}

func newWorld(t *testing.T, dsn, suffix string) *world {
	t.Helper()
	w := &world{ControlPlane: controlplane.New(t), t: t, book: ledgertest.Open(t, dsn)}
	w.edition()
	agency := "minfin-" + suffix
	w.dc = builders.DataCentre("astana-"+suffix, nil)
	w.create(
		builders.Namespace(tenancy.AgencyNamespace(agency), map[string]string{tenancy.LabelAgency: agency}),
		builders.System("esf", agency, func(s *tenancy.InformationSystemSpec) { s.PersonalData = tenancy.PersonalDataYes }),
		w.dc, builders.DataCentre("fra-"+suffix, func(s *compute.DataCentreSpec) { s.Country, s.Region = "DE", "DE-HE" }),
	)
	namespace := w.Namespace(t, builders.WorkloadLabels(agency, "esf", "prod", tenancy.EnvironmentProduction))
	w.vm = builders.VM("web-1", namespace).On("h1").Obj()
	w.create(w.vm)
	return w
}

// edition puts the shipped rules in force, unless they are.
func (w *world) edition() {
	w.t.Helper()
	raw, err := fs.ReadFile(config.Files, "regulations/digital-code-2026.yaml")
	if err != nil {
		w.t.Fatal(err)
	}
	p := &governance.RegulationProfile{}
	if err := yaml.UnmarshalStrict(raw, p); err != nil {
		w.t.Fatal(err)
	}
	if err := w.Client.Create(w.t.Context(), p); client.IgnoreAlreadyExists(err) != nil {
		w.t.Fatal(err)
	}
}

func (w *world) create(objects ...client.Object) {
	w.t.Helper()
	for _, o := range objects {
		if err := w.Client.Create(w.t.Context(), o); err != nil {
			w.t.Fatalf("creating %T %q: %v", o, o.GetName(), err)
		}
	}
}

// audit runs as ikp-controllers until the test ends.
func (w *world) audit() {
	w.t.Helper()
	mgr, err := ctrl.NewManager(w.ConfigAs(compute.UserControllers), ctrl.Options{
		Scheme: w.Client.Scheme(), Metrics: metricsserver.Options{BindAddress: "0"},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	if err := Setup(mgr, w.book, clock.RealClock{}); err != nil {
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

func (w *world) name() whereabouts.Name {
	return whereabouts.Name{Agency: "minfin-" + w.dc.Name[len("astana-"):], System: "esf"}
}

// hold says that a host of a site holds the machine's disk.
func (w *world) hold(host, site string) {
	w.t.Helper()
	i := ledger.Inventory{Source: "host/" + host, Host: host, Site: site, Lots: []ledger.Lot{
		{Kind: whereabouts.Disk, Resource: "disks/" + string(w.vm.UID) + "/root.qcow2", Machine: string(w.vm.UID), Bytes: 1},
	}}
	if _, err := w.book.TakeInventory(w.t.Context(), i); err != nil {
		w.t.Fatal(err)
	}
}

// drifts waits until so many drifts of this world stand, and returns them.
func (w *world) drifts(n int) []ledger.Drift {
	w.t.Helper()
	var open []ledger.Drift
	controlplane.Eventually(w.t, "the audit finds what there is", func() bool {
		var err error
		if open, err = w.book.OpenDrifts(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		return len(open) == n
	})
	return open
}

func (w *world) quarantine() *metav1.Condition {
	w.t.Helper()
	if err := w.Client.Get(w.t.Context(), client.ObjectKeyFromObject(w.vm), w.vm); err != nil {
		w.t.Fatal(err)
	}
	return apimeta.FindStatusCondition(w.vm.Status.Conditions, compute.ConditionNetworkQuarantined)
}

// reserve makes the machine the system's in the ledger, as its gate does.
func (w *world) reserve(agency string) {
	w.t.Helper()
	ctx := w.t.Context()
	now := time.Now()
	big := ledger.Amount{Vector: ledger.Vector{VCPU: 9, MemoryMiB: 9999, DiskGiB: 99}, Machines: 9}
	prices := map[string]string{"vcpu-hour": "1", "memory-gib-hour": "1", "disk-gib-hour": "1"}
	for _, err := range []error{
		w.book.PublishTariff(ctx, ledger.Tariff{Name: "t", ValidFrom: "2024-01-01", Act: "Order 1", Prices: prices}, now),
		w.book.SetQuota(ctx, ledger.Quota{Name: "q", Owner: ledger.Owner{Agency: agency}, Hard: big}),
		w.book.SetBudget(ctx, ledger.Budget{Name: "b", Agency: agency, Year: now.Year(), Limit: 1 << 40}, now),
	} {
		if err != nil {
			w.t.Fatal(err)
		}
	}
	_, err := w.book.Reserve(ctx, ledger.Request{
		Machine: string(w.vm.UID), Name: "web-1", Owner: ledger.Owner{Agency: agency, System: "esf", Environment: "prod"},
		By: "aigul", Vector: ledger.Vector{VCPU: 1, MemoryMiB: 96, DiskGiB: 1}, At: now,
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestTheAudit(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		suffix := map[bool]string{true: "s", false: "p"}[dsn[:6] == "sqlite"]
		w := newWorld(t, dsn, suffix)
		w.reserve("minfin-" + suffix)
		w.hold("h1", "astana-"+suffix)
		w.audit()
		t.Run("keeps a judgement of what lies where it may", func(t *testing.T) {
			controlplane.Eventually(t, "it is judged", func() bool {
				all, err := w.book.OpenRulings(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				return len(all) == 1 && all[0].Outcome == whereabouts.Kept
			})
			w.drifts(0)
		})
		t.Run("finds a registration that was withdrawn, and that it is back", func(t *testing.T) { registration(t, w) })
		t.Run("finds a disk that was copied abroad within a minute", func(t *testing.T) { copied(t, w, suffix) })
		t.Run("takes the machine off the network when the rule says so", func(t *testing.T) { quarantines(t, w) })
		t.Run("finds a declared flow abroad without a ground", func(t *testing.T) { flows(t, w, suffix) })
	})
}

// registration withdraws the data centre's registration and gives it back.
func registration(t *testing.T, w *world) {
	for _, registered := range []bool{false, true} {
		before := w.dc.DeepCopy()
		w.dc.Spec.Registered = registered
		if err := w.Client.Patch(t.Context(), w.dc, client.MergeFrom(before)); err != nil {
			t.Fatal(err)
		}
		if registered {
			w.drifts(0)
			continue
		}
		d := w.drifts(1)[0]
		if d.Rule != "KZ-PD-36" || d.Answer != whereabouts.Report || d.System != w.name() || w.quarantine() != nil {
			t.Errorf("found %+v, want KZ-PD-36 reported and no quarantine", d)
		}
	}
}

// copied lays the machine's disk into a host abroad, as a person with root would.
func copied(t *testing.T, w *world, suffix string) {
	began := time.Now()
	w.hold("h9", "fra-"+suffix)
	d := w.drifts(1)[0]
	if took := time.Since(began); took > time.Minute || d.Rule != "KZ-PD-12" || d.Host != "h9" || d.System != w.name() {
		t.Errorf("after %s found %+v, want KZ-PD-12 on h9 within a minute", took, d)
	}
}

// quarantines has the rule answer by a quarantine, then takes the copy away.
func quarantines(t *testing.T, w *world) {
	override := &governance.RuleOverride{
		ObjectMeta: metav1.ObjectMeta{Name: "cut-" + w.name().Agency},
		Spec: governance.RuleOverrideSpec{
			Rule: "KZ-PD-12", Enforcement: governance.EnforcementDeny, Reason: "copies abroad are cut off", Document: "Order 5",
			Parameters: map[string]string{whereabouts.ParameterOnDrift: "quarantine"},
		},
	}
	w.create(override)
	t.Cleanup(func() {
		if err := w.Client.Delete(context.Background(), override); err != nil {
			t.Error(err)
		}
	})
	controlplane.Eventually(t, "the machine is quarantined", func() bool {
		c := w.quarantine()
		return c != nil && c.Status == metav1.ConditionTrue && c.Reason == compute.ReasonDriftFound
	})
	if _, err := w.book.TakeInventory(t.Context(), ledger.Inventory{Source: "host/h9", Host: "h9", Site: "fra"}); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the network is given back", func() bool {
		c := w.quarantine()
		return c.Status == metav1.ConditionFalse && c.Reason == compute.ReasonDriftGone
	})
	w.drifts(0)
}

// flows declares a way abroad without a ground, and takes it back.
func flows(t *testing.T, w *world, suffix string) {
	f := &governance.DataFlow{
		ObjectMeta: metav1.ObjectMeta{Name: "partner", Namespace: tenancy.AgencyNamespace("minfin-" + suffix)},
		Spec:       governance.DataFlowSpec{System: "esf", Recipient: "Partner GmbH", Country: "DE", Purpose: "exchange of invoices"},
	}
	w.create(f)
	if d := w.drifts(1)[0]; d.Rule != whereabouts.RulePassage || d.Kind != whereabouts.Flow || d.Site != "out/DE" {
		t.Errorf("found %+v, want the flow against KZ-PD-16", d)
	}
	held, err := w.book.Held(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(held, func(h ledger.Held) bool { return h.Kind == whereabouts.Flow })
	if i < 0 || held[i].MovedBy == "" || held[i].MovedBy != f.Annotations[tenancy.AnnotationRequestedBy] {
		t.Errorf("held %+v, want the flow with who declared it", held)
	}
	if err := w.Client.Delete(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	w.drifts(0)
}
