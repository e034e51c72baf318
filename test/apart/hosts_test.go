package apart

import (
	"context"
	"testing"

	coordinationv1 "k8s.io/api/coordination/v1"
	eventsv1 "k8s.io/api/events/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// stolen is the credential of host h1 in the wrong hands.
func stolen(t *testing.T) client.Client {
	t.Helper()
	return certified(t, world(t), compute.HostUser("h1"), compute.GroupHosts)
}

func TestAStolenHostCredentialReachesNothingOfAnotherHost(t *testing.T) {
	ctx := t.Context()
	// The agent of h1 may read nothing of tenants but its own machines, so its own
	// tenant's namespace is as closed as another's.
	tries := everything(ctx, "", other, own, "agency-minfin", "agency-mzdrav", "ikp-host-h2", "ikp-system", "kube-system")
	for what, try := range ofAnotherHost(ctx) {
		tries[what] = try
	}
	tries.refuse(t, "ikp:host:h1", stolen(t))
}

// ofAnotherHost is what an agent does for its host, done to another.
func ofAnotherHost(ctx context.Context) attempts {
	lease := &coordinationv1.Lease{ObjectMeta: metav1.ObjectMeta{Name: "h2", Namespace: "ikp-host-h2"}}
	h2 := builders.Host("h2", "astana-1", nil)
	return attempts{
		"read another's machine by a patch": func(c client.Client) error { return merge(ctx, c, machine(other), `{}`) },
		"read its status by a patch":        func(c client.Client) error { return mergeStatus(ctx, c, machine(other), `{}`) },
		"write its status": func(c client.Client) error {
			return mergeStatus(ctx, c, machine(other), `{"status":{"powerState":"Running"}}`)
		},
		"take its finalizer off": func(c client.Client) error {
			return merge(ctx, c, machine(other), `{"metadata":{"finalizers":["compute.ikp.gov.kz/ledger"]}}`)
		},
		"create a machine on itself": func(c client.Client) error {
			return c.Create(ctx, builders.VM("m", own).On("h1").Obj(), client.DryRunAll)
		},
		"open the gates of its own machine": func(c client.Client) error {
			return report(ctx, c, own, `{"status":{"resources":{"vcpu":64}}}`)
		},
		"take the ledger's finalizer off": func(c client.Client) error {
			return letGo(ctx, c, own, []string{compute.FinalizerHypervisor})
		},
		"write of its own machine past the aggregated API": func(c client.Client) error { return mergeStatus(ctx, c, machine(own), `{}`) },
		"read another host by a patch":                     func(c client.Client) error { return mergeStatus(ctx, c, h2.DeepCopy(), `{}`) },
		"write another host's status":                      func(c client.Client) error { return mergeStatus(ctx, c, h2.DeepCopy(), `{"status":{"machines":[]}}`) },
		"change what it is itself": func(c client.Client) error {
			return merge(ctx, c, builders.Host("h1", "astana-1", nil), `{"spec":{"unschedulable":true}}`)
		},
		"read another host":           func(c client.Client) error { return c.Get(ctx, types.NamespacedName{Name: "h2"}, &compute.Host{}) },
		"list hosts":                  func(c client.Client) error { return c.List(ctx, &compute.HostList{}) },
		"take another host's lease":   func(c client.Client) error { return c.Create(ctx, lease.DeepCopy(), client.DryRunAll) },
		"read another host's lease":   func(c client.Client) error { return c.Get(ctx, client.ObjectKeyFromObject(lease), lease.DeepCopy()) },
		"list the secrets of its own": func(c client.Client) error { return c.List(ctx, list("SecretList"), client.InNamespace("ikp-host-h1")) },
		"bill another host's use":     func(c client.Client) error { return c.Create(ctx, usage("h2")) },
		"read a console":              logOf(ctx, other),
	}
}

// report applies the status of a machine as an agent does.
func report(ctx context.Context, c client.Client, ns, status string) error {
	m := &subresources.HostedMachine{ObjectMeta: metav1.ObjectMeta{Namespace: ns, Name: "web-1"}}
	return c.Status().Patch(ctx, m, client.RawPatch(types.ApplyPatchType, []byte(`{"metadata":{},`+status[1:])), client.FieldOwner("ikp-hypervisor"), client.ForceOwnership)
}

// letGo leaves a machine that the host sees no more than these finalizers.
func letGo(ctx context.Context, c client.Client, ns string, stay []string) error {
	m := &subresources.HostedMachine{}
	if err := c.Get(ctx, types.NamespacedName{Namespace: ns, Name: "web-1"}, m); err != nil {
		return err
	}
	before := m.DeepCopy()
	m.Finalizers = stay
	return c.Patch(ctx, m, client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{}))
}

func usage(host string) *subresources.UsageBatch {
	return &subresources.UsageBatch{Host: host, Journal: "j", Transitions: []subresources.UsageTransition{
		{Sequence: 1, Machine: "m", State: subresources.UsageRunning, VCPU: 1, At: metav1.NowMicro()},
	}}
}

// TestAHostSeesItsOwnAlone reads what the aggregated API shows of machines and hosts.
func TestAHostSeesItsOwnAlone(t *testing.T) {
	ctx, c := t.Context(), stolen(t)
	machines := &subresources.HostedMachineList{}
	if err := c.List(ctx, machines); err != nil || len(machines.Items) != 1 || machines.Items[0].Namespace != own {
		t.Errorf("h1 sees %d machines (%v), want its own one", len(machines.Items), err)
	}
	hosts := &subresources.HostViewList{}
	if err := c.List(ctx, hosts); err != nil || len(hosts.Items) != 1 || hosts.Items[0].Name != "h1" {
		t.Errorf("h1 sees the hosts %v (%v), want itself", hosts.Items, err)
	}
	for what, err := range map[string]error{
		"another's machine": c.Get(ctx, types.NamespacedName{Namespace: other, Name: "web-1"}, &subresources.HostedMachine{}),
		"another host":      c.Get(ctx, types.NamespacedName{Name: "h2"}, &subresources.HostView{}),
	} {
		if !apierrors.IsNotFound(err) {
			t.Errorf("h1 reads %s: %v, want NotFound", what, err)
		}
	}
	if err := c.List(ctx, &subresources.HostedMachineList{}, client.InNamespace(other)); err != nil {
		t.Errorf("h1 lists its machines among another's: %v, want an empty list", err)
	}
}

func TestAHostWorksForItself(t *testing.T) {
	ctx := t.Context()
	attempts{
		"report its machine": func(c client.Client) error {
			return report(ctx, c, own, `{"status":{"powerState":"Running"}}`)
		},
		"report itself": func(c client.Client) error {
			return mergeStatus(ctx, c, builders.Host("h1", "astana-1", nil), `{"status":{"machines":[]}}`)
		},
		"read a guest's secret": func(c client.Client) error {
			return c.Get(ctx, types.NamespacedName{Namespace: "ikp-host-h1", Name: "vm-1"}, secret("", ""))
		},
		"keep its lease": func(c client.Client) error {
			return c.Create(ctx, &coordinationv1.Lease{ObjectMeta: metav1.ObjectMeta{Name: "h1", Namespace: "ikp-host-h1"}}, client.DryRunAll)
		},
	}.allow(t, "ikp:host:h1", stolen(t))
}

// TestWhatAHostTells: an agent tells of itself, as ikp-hypervisor, and of its
// machines where it writes them.
func TestWhatAHostTells(t *testing.T) {
	ctx, c := t.Context(), stolen(t)
	tell := func(edit func(*eventsv1.Event)) func(client.Client) error {
		return func(c client.Client) error {
			e := event("told", "default")
			e.Regarding.Namespace, e.Regarding.Kind, e.Regarding.Name = "", "Host", "h1"
			edit(e)
			return c.Create(ctx, e, client.DryRunAll)
		}
	}
	of := func(ns string) func(client.Client) error {
		return func(c client.Client) error {
			m := &subresources.HostedMachine{ObjectMeta: metav1.ObjectMeta{Namespace: ns, Name: "web-1"}}
			return c.SubResource("events").Create(ctx, m, event("told", ns))
		}
	}
	attempts{"of itself": tell(func(*eventsv1.Event) {}), "of its machine": of(own)}.allow(t, "ikp:host:h1 tells", c)
	attempts{
		"of another host": tell(func(e *eventsv1.Event) { e.Regarding.Name = "h2" }),
		"as another part": tell(func(e *eventsv1.Event) { e.ReportingController = "ikp-gate" }),
		"of a machine as if it were in no namespace": tell(func(e *eventsv1.Event) { e.Regarding.Kind = "VirtualMachine" }),
		"past the aggregated API":                    func(c client.Client) error { return c.Create(ctx, event("told", own), client.DryRunAll) },
		"where nothing is":                           func(c client.Client) error { return c.Create(ctx, event("told", "env-nowhere-prod"), client.DryRunAll) },
		"another story of what was told":             func(c client.Client) error { return merge(ctx, c, event("web-1.1", own), `{"note":"x"}`) },
	}.refuse(t, "ikp:host:h1 tells", c)
	if err := of(other)(c); !apierrors.IsNotFound(err) {
		t.Errorf("ikp:host:h1 tells of another host's machine: %v, want NotFound", err)
	}
}
