package apart

import (
	"os"
	"strings"
	"sync"
	"testing"

	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/api/scheme"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/aggregated"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/setup/setuptest"
)

func TestMain(m *testing.M) { os.Exit(aggregated.Start(m)) }

// Two agencies have a production environment each, with a machine, its secret and
// what is told of it. That of minfin is on host h1, that of mzdrav on h2.
var agencies = map[string]string{"minfin": "h1", "mzdrav": "h2"}

const (
	own   = "env-minfin-prod"
	other = "env-mzdrav-prod"
)

var build sync.Once

// world is the control plane on which the two agencies and hosts live.
func world(t *testing.T) *controlplane.ControlPlane {
	t.Helper()
	cp := controlplane.New(t)
	build.Do(func() {
		setuptest.Run(t, cp, clock.RealClock{}, "hostaccess", "tenant")
		for agency, host := range agencies {
			found(t, cp, agency, host)
		}
	})
	return cp
}

func found(t *testing.T, cp *controlplane.ControlPlane, agency, host string) {
	t.Helper()
	create(t, cp, builders.Host(host, "astana-1", nil), builders.Agency(agency, nil))
	controlplane.Eventually(t, agency+" has its namespace", func() bool { return inForce(t, cp, "agency-"+agency, "ikp-auditor") })
	create(t, cp, builders.System("tax", agency, nil), builders.Quota(agency, agency, finance.Amount{VCPU: 4}),
		builders.Budget(agency+"-2026", agency, 2026, "1.00"), builders.Environment("prod", agency, "tax", tenancy.EnvironmentProduction))
	ns := tenancy.WorkloadNamespace(agency, "prod")
	controlplane.Eventually(t, ns+" lets people in", func() bool { return inForce(t, cp, ns, "ikp-workload-seeds") })
	controlplane.Eventually(t, host+" is let in", func() bool { return inForce(t, cp, compute.HostNamespace(host), "ikp-host") })
	vm := builders.VM("web-1", ns).On(host).UserData("seed").Obj()
	create(t, cp, vm, secret("seed", ns), secret("vm-1", compute.HostNamespace(host)), event("web-1.1", ns),
		&corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: "builder", Namespace: ns}})
}

// inForce: a role is bound in a namespace.
func inForce(t *testing.T, cp *controlplane.ControlPlane, ns, role string) bool {
	t.Helper()
	return cp.Client.Get(t.Context(), client.ObjectKey{Namespace: ns, Name: role}, binding("", "", "")) == nil
}

func secret(name, ns string) *corev1.Secret {
	return &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: ns}, StringData: map[string]string{"user-data": "password"}}
}

func event(name, ns string) *eventsv1.Event {
	return &eventsv1.Event{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: ns}, EventTime: metav1.NowMicro(),
		ReportingController: "ikp-hypervisor", ReportingInstance: "ikp-hypervisor-x", Action: "Realise", Reason: "Crashed", Type: "Warning",
		Regarding: corev1.ObjectReference{APIVersion: "compute.ikp.gov.kz/v1alpha1", Kind: "VirtualMachine", Namespace: ns, Name: "web-1"},
	}
}

func create(t *testing.T, cp *controlplane.ControlPlane, objects ...client.Object) {
	t.Helper()
	for _, o := range objects {
		if err := cp.Client.Create(t.Context(), o); err != nil {
			t.Fatalf("creating %T %q: %v", o, o.GetName(), err)
		}
	}
}

// certified is somebody with a client certificate of the cluster's own authority.
func certified(t *testing.T, cp *controlplane.ControlPlane, user string, groups ...string) client.Client {
	t.Helper()
	return reach(t, cp, certificate(t, cp, user, groups...))
}

func certificate(t *testing.T, cp *controlplane.ControlPlane, user string, groups ...string) *rest.Config {
	t.Helper()
	raw, err := cp.KubeconfigFor(user, groups...)
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := clientcmd.RESTConfigFromKubeConfig(raw)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// account is somebody who took the token of a service account.
func account(t *testing.T, cp *controlplane.ControlPlane, ns, name string) client.Client {
	t.Helper()
	token := &authenticationv1.TokenRequest{}
	sa := &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: ns}}
	if err := cp.Client.SubResource("token").Create(t.Context(), sa, token); err != nil {
		t.Fatal(err)
	}
	cfg := rest.AnonymousClientConfig(cp.Config)
	cfg.BearerToken = token.Status.Token
	return reach(t, cp, cfg)
}

func reach(t *testing.T, cp *controlplane.ControlPlane, cfg *rest.Config) client.Client {
	t.Helper()
	// Machines of the aggregated API cannot be discovered: only their logs are served.
	logs := apimeta.NewDefaultRESTMapper(nil)
	logs.Add(subresources.GroupVersion.WithKind("VirtualMachine"), apimeta.RESTScopeNamespace)
	c, err := client.New(cfg, client.Options{Scheme: scheme.New(), Mapper: apimeta.MultiRESTMapper{logs, cp.Client.RESTMapper()}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// attempts are what somebody tries, by what it would give him.
type attempts map[string]func(c client.Client) error

// refuse demands that every attempt is forbidden, in words that tell nothing.
func (a attempts) refuse(t *testing.T, who string, c client.Client) {
	t.Helper()
	for what, try := range a {
		err := try(c)
		if !apierrors.IsForbidden(err) {
			t.Errorf("%s: %s: %v, want Forbidden", who, what, err)
		}
		if err != nil && strings.Contains(err.Error(), "password") {
			t.Errorf("%s: %s: the refusal tells a secret: %v", who, what, err)
		}
	}
}

// allow demands that every attempt succeeds: a door that is shut for everybody
// proves nothing.
func (a attempts) allow(t *testing.T, who string, c client.Client) {
	t.Helper()
	for what, try := range a {
		if err := try(c); err != nil {
			t.Errorf("%s: %s: %v", who, what, err)
		}
	}
}
