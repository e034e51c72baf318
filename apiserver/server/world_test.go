package server_test

import (
	"strconv"
	"testing"
	"time"

	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/install"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// noon of a day whose month is long over.
var noon = time.Date(2024, 3, 15, 12, 0, 0, 0, time.UTC)

// The machines of the test run in namespace; in orphaned none can, for its system
// is not registered.
const namespace, orphaned = "env-minfin-prod", "env-minfin-lost"

// world is a control plane with ikp-apiserver behind it.
type world struct {
	*controlplane.ControlPlane
	*apiserver
	book *ledger.Ledger
	// machine has a reservation in the ledger and is bound to host h1.
	machine *compute.VirtualMachine
	// followed is bound to host h2.
	followed *compute.VirtualMachine
}

func newWorld(t *testing.T) *world {
	t.Helper()
	cp := controlplane.New(t, controlplane.WithAggregation())
	dsn := ledgertest.SQLite(t)
	w := &world{ControlPlane: cp, apiserver: newAPIServer(t, cp, dsn), book: ledgertest.Open(t, dsn)}
	w.populate(t)
	w.keepBooks(t)
	w.start(t)
	w.register(t)
	return w
}

// populate makes a ministry with one machine on host h1, and another ministry.
func (w *world) populate(t *testing.T) {
	t.Helper()
	w.machine = builders.VM("web-1", namespace).On("h1").Obj()
	w.followed = builders.VM("followed", namespace).On("h2").Obj()
	for _, o := range []client.Object{
		builders.Namespace("agency-minfin", map[string]string{tenancy.LabelAgency: "minfin"}),
		builders.Namespace("agency-mzdrav", map[string]string{tenancy.LabelAgency: "mzdrav"}),
		builders.Namespace(namespace, builders.WorkloadLabels("minfin", "treasury", "prod", tenancy.EnvironmentProduction)),
		builders.Namespace(orphaned, builders.WorkloadLabels("minfin", "payroll", "lost", tenancy.EnvironmentProduction)),
		bind("agency-minfin", "ikp-agency-auditor", "ikp:agency:minfin:auditor"),
		bind("agency-mzdrav", "ikp-agency-auditor", "ikp:agency:mzdrav:auditor"),
		bind(namespace, "ikp-workload-developer", "ikp:agency:minfin:developer"),
		builders.System("treasury", "minfin", nil),
		builders.Host("h1", "astana-1", nil),
		builders.Host("h2", "astana-1", nil),
		w.machine, w.followed,
		builders.VM("unbound", namespace).Obj(),
	} {
		if err := w.Client.Create(t.Context(), o); err != nil {
			t.Fatalf("creating %T %q: %v", o, o.GetName(), err)
		}
	}
}

// keepBooks reserves the machine, so that its usage is the ministry's.
func (w *world) keepBooks(t *testing.T) {
	t.Helper()
	vector := ledger.Vector{VCPU: 2, MemoryMiB: 4096, DiskGiB: 20}
	owner := ledger.Owner{Agency: "minfin", System: "treasury", Environment: "prod"}
	_, err := w.book.Reserve(t.Context(), ledger.Request{
		Machine: string(w.machine.UID), Name: namespace + "/web-1", Owner: owner, By: "aigul", Vector: vector, At: w.furnish(t),
	})
	if err != nil {
		t.Fatalf("reserving: %v", err)
	}
}

func (w *world) furnish(t *testing.T) time.Time {
	t.Helper()
	hard := ledger.Amount{Vector: ledger.Vector{VCPU: 40, MemoryMiB: 65536, DiskGiB: 1000}, Machines: 10}
	prices := map[string]string{"vcpu-hour": "3.60", "memory-gib-hour": "1.80", "disk-gib-hour": "0.036"}
	at := noon.AddDate(0, 0, -1)
	for _, err := range []error{
		w.book.PublishTariff(t.Context(), ledger.Tariff{Name: "2024", ValidFrom: "2024-01-01", Act: "Order 1", Prices: prices}, at),
		w.book.SetQuota(t.Context(), ledger.Quota{Name: "minfin", Owner: ledger.Owner{Agency: "minfin"}, Hard: hard}),
		w.book.SetBudget(t.Context(), ledger.Budget{Name: "minfin-2024", Agency: "minfin", Year: 2024, Limit: 1_000_000_00_00}, at),
	} {
		if err != nil {
			t.Fatalf("furnishing the ledger: %v", err)
		}
	}
	return at
}

// register connects the API server with ikp-apiserver as on one machine.
func (w *world) register(t *testing.T) {
	t.Helper()
	err := install.Connect(t.Context(), w.Client, config.Files, install.Endpoints{
		Webhook: "https://127.0.0.1:" + strconv.Itoa(w.webhookPort),
		Port:    int64(w.port),
		CA:      w.authority(t, "serving").PEM(),
	})
	if err != nil {
		t.Fatal(err)
	}
}

// bind gives a group a role in a namespace, as ikp-operators does.
func bind(namespace, role, group string) *rbacv1.RoleBinding {
	return &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: role},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.GroupKind, Name: group}},
	}
}
