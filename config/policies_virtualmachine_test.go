package config_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var (
	developer = who{user: "dana", groups: []string{"ikp:agency:minfin:developer"}}
	masters   = who{user: "root", groups: []string{"system:masters"}}

	// The agents of two hosts, and ikp-apiserver that writes for them.
	host1 = who{user: "ikp:host:h1", groups: []string{"ikp:hosts"}}
	host2 = who{user: "ikp:host:h2", groups: []string{"ikp:hosts"}}
	forH1 = who{user: "ikp:apiserver", manager: "ikp:host:h1"}
	forH2 = who{user: "ikp:apiserver", manager: "ikp:host:h2"}
	// forNone are those who write for no host, whatever they say.
	forNone = map[string]who{
		"by an agent itself":        {user: host1.user, groups: host1.groups, manager: host1.user},
		"for nobody":                {user: forH1.user},
		"for a host without a name": {user: forH1.user, manager: "ikp:host:"},
		"as another part":           {user: forH1.user, manager: "ikp:controllers"},
	}
)

func TestAdmissionStampsWhoAskedAndSetsFinalizers(t *testing.T) {
	grantEverythingByRBAC(t)
	vm := builders.VM("web-1", workload(t)).Obj()
	vm.Annotations = map[string]string{tenancy.AnnotationRequestedBy: "somebody-else", "team": "a"}
	if err := developer.client(t).Create(t.Context(), vm, client.DryRunAll); err != nil {
		t.Fatal(err)
	}
	wantAnnotations := map[string]string{tenancy.AnnotationRequestedBy: "dana", "team": "a"}
	if diff := cmp.Diff(wantAnnotations, vm.Annotations); diff != "" {
		t.Errorf("annotations (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{compute.FinalizerHypervisor, compute.FinalizerLedger}, vm.Finalizers); diff != "" {
		t.Errorf("finalizers (-want +got):\n%s", diff)
	}
}

func TestEveryKindIsStamped(t *testing.T) {
	grantEverythingByRBAC(t)
	ns := controlplane.New(t).Namespace(t, map[string]string{tenancy.LabelAgency: "minfin"})
	service := who{user: "saule", groups: []string{"ikp:security-service"}}
	for name, obj := range map[string]client.Object{
		"agency":    builders.Agency("minfin", nil),
		"clearance": builders.Clearance("p-1", "minfin", "treasury", nil),
		"site":      builders.DataCentre("astana-1", nil),
		"system":    builders.System("treasury", "minfin", nil),
		"tariff":    builders.Tariff("t-2026", nil),
	} {
		t.Run(name, func(t *testing.T) {
			if obj.GetNamespace() != "" {
				obj.SetNamespace(ns)
			}
			if err := service.client(t).Create(t.Context(), obj, client.DryRunAll); err != nil {
				t.Fatal(err)
			}
			if got := obj.GetAnnotations()[tenancy.AnnotationRequestedBy]; got != "saule" {
				t.Errorf("requested-by = %q, want saule", got)
			}
		})
	}
}

func TestWhoAskedIsImmutable(t *testing.T) {
	grantEverythingByRBAC(t)
	vm := machine(t, "")
	for name, patch := range map[string]string{
		"nobody changes it":     `{"metadata":{"annotations":{"ikp.gov.kz/requested-by":"other"}}}`,
		"nobody takes it away":  `{"metadata":{"annotations":{"ikp.gov.kz/requested-by":null}}}`,
		"nobody drops them all": `{"metadata":{"annotations":null}}`,
	} {
		t.Run(name, func(t *testing.T) {
			for _, w := range []who{developer, security, masters} {
				wantRefusal(t, dryPatch(t, w, vm, patch), "nobody can change it")
			}
		})
	}
	wantRefusal(t, dryPatch(t, developer, vm, `{"metadata":{"annotations":{"team":"b"}}}`), "")
}

func TestFinalizersAreTakenOffByTheirOwners(t *testing.T) {
	grantEverythingByRBAC(t)
	bound, unbound := machine(t, "h1"), machine(t, "")
	const (
		keepLedger     = `{"metadata":{"finalizers":["compute.ikp.gov.kz/ledger"]}}`
		keepHypervisor = `{"metadata":{"finalizers":["compute.ikp.gov.kz/hypervisor"]}}`
		add            = `{"metadata":{"finalizers":["compute.ikp.gov.kz/hypervisor","compute.ikp.gov.kz/ledger","a.kz/b"]}}`
		notLedger      = "removed by ikp-controllers"
	)
	for name, tc := range map[string]struct {
		who   who
		vm    *compute.VirtualMachine
		patch string
		want  string
	}{
		"controllers take off the ledger's":                            {controllers, bound, keepHypervisor, ""},
		"controllers do not take off the hypervisor's":                 {controllers, bound, keepLedger, "removed for ikp:host:h1"},
		"the bound host takes off the hypervisor's":                    {forH1, bound, keepLedger, ""},
		"the bound host does not take off the ledger's":                {forH1, bound, keepHypervisor, notLedger},
		"another host takes off nothing":                               {forH2, bound, keepLedger, "denied request"},
		"operators do not take it off a bound machine":                 {operators, bound, keepLedger, "removed for ikp:host:h1"},
		"operators take off the hypervisor's of a machine never bound": {operators, unbound, keepLedger, ""},
		"no host takes it off a machine never bound":                   {forH1, unbound, keepLedger, "denied request"},
		"operators do not take off the ledger's":                       {operators, unbound, keepHypervisor, notLedger},
		"a tenant takes off neither":                                   {developer, bound, `{"metadata":{"finalizers":null}}`, notLedger},
		"a tenant may add his own":                                     {developer, bound, add, ""},
		"break glass opens everything":                                 {masters, bound, `{"metadata":{"finalizers":null}}`, ""},
	} {
		t.Run(name, func(t *testing.T) { wantRefusal(t, dryPatch(t, tc.who, tc.vm, tc.patch), tc.want) })
	}
	for name, w := range forNone {
		t.Run("none is taken off "+name, func(t *testing.T) {
			for _, vm := range []*compute.VirtualMachine{bound, unbound} {
				wantRefusal(t, dryPatch(t, w, vm, keepLedger), "denied request")
			}
		})
	}
}

func TestTheBindingIsPlacements(t *testing.T) {
	grantEverythingByRBAC(t)
	bound, unbound := machine(t, "h1"), machine(t, "")
	const placement, only = "written by placement alone", "change nothing else"
	for name, tc := range map[string]struct {
		who   who
		vm    *compute.VirtualMachine
		patch string
		want  string
	}{
		"operators bind":                            {operators, unbound, `{"spec":{"host":"h1"}}`, ""},
		"operators do not clear":                    {operators, bound, `{"spec":{"host":null}}`, placement},
		"operators start nothing":                   {operators, unbound, `{"spec":{"runStrategy":"Halted"}}`, only},
		"operators add nothing while they bind":     {operators, unbound, `{"spec":{"host":"h1","antiAffinity":"x"}}`, only},
		"operators label nothing":                   {operators, unbound, `{"metadata":{"labels":{"a":"b"}}}`, only},
		"a tenant binds nothing":                    {developer, unbound, `{"spec":{"host":"h1"}}`, placement},
		"a tenant clears nothing":                   {developer, bound, `{"spec":{"host":null}}`, placement},
		"a host takes nothing":                      {forH1, unbound, `{"spec":{"host":"h1"}}`, placement},
		"a tenant stops his machine":                {developer, bound, `{"spec":{"runStrategy":"Halted"}}`, ""},
		"its host does not change what is asked":    {forH1, bound, `{"spec":{"runStrategy":"Halted"}}`, only},
		"its host does not label it":                {forH1, bound, `{"metadata":{"labels":{"a":"b"}}}`, only},
		"controllers do not change what is asked":   {controllers, bound, `{"spec":{"runStrategy":"Halted"}}`, only},
		"another host does not even touch metadata": {forH2, bound, `{"metadata":{"finalizers":["compute.ikp.gov.kz/hypervisor","compute.ikp.gov.kz/ledger","a.kz/b"]}}`, "for no host that it is bound to"},
	} {
		t.Run(name, func(t *testing.T) { wantRefusal(t, dryPatch(t, tc.who, tc.vm, tc.patch), tc.want) })
	}
}

func TestMachinesAreCreatedUnboundAndInWorkloadNamespaces(t *testing.T) {
	grantEverythingByRBAC(t)
	ns := workload(t)
	for name, tc := range map[string]struct {
		who  who
		vm   *compute.VirtualMachine
		want string
	}{
		"a tenant creates an unbound machine":          {developer, builders.VM("a", ns).Obj(), ""},
		"a tenant does not choose the host":            {developer, builders.VM("a", ns).On("h1").Obj(), "written by placement alone"},
		"operators do not create bound machines":       {operators, builders.VM("a", ns).On("h1").Obj(), "written by placement alone"},
		"a host creates no machines":                   {forH1, builders.VM("a", ns).Obj(), "change nothing else"},
		"a restore brings the binding back":            {masters, builders.VM("a", ns).On("h1").Obj(), ""},
		"nobody creates machines outside, masters too": {masters, builders.VM("a", "default").Obj(), "belongs to no Environment"},
	} {
		t.Run(name, func(t *testing.T) {
			wantRefusal(t, tc.who.client(t).Create(t.Context(), tc.vm, client.DryRunAll), tc.want)
		})
	}
}

func TestTheStatusOfAMachine(t *testing.T) {
	grantEverythingByRBAC(t)
	bound, unbound := machine(t, "h1"), machine(t, "")
	const (
		power   = `{"status":{"powerState":"Running"}}`
		reserve = `{"status":{"resources":{"vcpu":1}}}`
		gates   = `{"status":{"conditions":[{"type":"QuotaReserved","status":"True","reason":"Reserved","message":"","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}`
		onlyOwn = "by the platform and for its own host"
		gate    = "only ikp-controllers opens the gates"
	)
	for name, tc := range map[string]struct {
		who   who
		vm    *compute.VirtualMachine
		patch string
		want  string
	}{
		"its host reports its power":           {forH1, bound, power, ""},
		"another host reports nothing":         {forH2, bound, power, onlyOwn},
		"no host reports on an unbound one":    {forH1, unbound, power, onlyOwn},
		"a tenant writes no status":            {developer, bound, power, onlyOwn},
		"controllers write what is reserved":   {controllers, bound, reserve, ""},
		"controllers open gates":               {controllers, bound, gates, ""},
		"its host reserves nothing":            {forH1, bound, reserve, gate},
		"its host opens no gate":               {forH1, bound, gates, gate},
		"operators write their own conditions": {operators, bound, power, ""},
		"operators open no gate":               {operators, bound, gates, gate},
		"break glass may":                      {masters, bound, gates, ""},
	} {
		t.Run(name, func(t *testing.T) { wantRefusal(t, dryStatus(t, tc.who, tc.vm, tc.patch), tc.want) })
	}
	for name, w := range forNone {
		t.Run("none is written "+name, func(t *testing.T) {
			for _, vm := range []*compute.VirtualMachine{bound, unbound} {
				wantRefusal(t, dryStatus(t, w, vm, power), onlyOwn)
				wantRefusal(t, dryStatus(t, w, vm, gates), "denied request")
			}
		})
	}
}
