package config_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestTheStatusOfAHost(t *testing.T) {
	grantEverythingByRBAC(t)
	h1 := builders.Host("h1", "astana-1", nil)
	create(t, h1)
	const patch = `{"status":{"agentEndpoint":"10.0.0.5:10260"}}`
	for name, tc := range map[string]struct {
		who  who
		want string
	}{
		"its agent writes it":        {host1, ""},
		"operators note its silence": {operators, ""},
		"break glass may":            {masters, ""},
		"another agent does not":     {host2, "written by its own agent"},
		"controllers do not":         {controllers, "written by its own agent"},
		"platform operators do not":  {platform, "written by its own agent"},
	} {
		t.Run(name, func(t *testing.T) { wantRefusal(t, dryStatus(t, tc.who, h1, patch), tc.want) })
	}
}

func TestClearancesAreIssuedByAnotherParty(t *testing.T) {
	grantEverythingByRBAC(t)
	cp := controlplane.New(t)
	agency := cp.Namespace(t, map[string]string{tenancy.LabelAgency: "minfin"})
	elsewhere := cp.Namespace(t, nil)
	insider := func(slug string) who {
		return who{user: "both", groups: []string{"ikp:security-service", "ikp:agency:" + slug + ":admin"}}
	}
	for name, tc := range map[string]struct {
		who       who
		namespace string
		want      string
	}{
		"the state technical service issues":              {security, agency, ""},
		"an admin of another agency in it may issue":      {insider("mindigital"), agency, ""},
		"an admin of the owner in it certifies nobody":    {insider("minfin"), agency, "nobody certifies himself"},
		"the owner does not issue":                        {developer, agency, "issued by the state technical service"},
		"platform operators do not issue":                 {platform, agency, "issued by the state technical service"},
		"not even break glass issues":                     {masters, agency, "issued by the state technical service"},
		"nothing is issued outside an agency's namespace": {security, elsewhere, "belongs to no agency"},
	} {
		t.Run(name, func(t *testing.T) {
			c := builders.Clearance("p-1", "minfin", "treasury", nil)
			c.Namespace = tc.namespace
			wantRefusal(t, tc.who.client(t).Create(t.Context(), c, client.DryRunAll), tc.want)
		})
	}
}

func TestNamespaceLabelsAreTheOperators(t *testing.T) {
	grantEverythingByRBAC(t)
	tenant := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: workload(t)}}
	const only = "written by ikp-operators alone"
	for name, tc := range map[string]struct {
		who   who
		patch string
		want  string
	}{
		"operators relabel":                  {operators, `{"metadata":{"labels":{"ikp.gov.kz/agency":"mindigital"}}}`, ""},
		"break glass relabels":               {masters, `{"metadata":{"labels":{"ikp.gov.kz/agency":"mindigital"}}}`, ""},
		"a tenant does not change owner":     {developer, `{"metadata":{"labels":{"ikp.gov.kz/agency":"mindigital"}}}`, only},
		"a tenant does not leave production": {developer, `{"metadata":{"labels":{"ikp.gov.kz/environment-type":"dev"}}}`, only},
		"a tenant takes no label off":        {developer, `{"metadata":{"labels":{"ikp.gov.kz/system":null}}}`, only},
		"a tenant adds none":                 {developer, `{"metadata":{"labels":{"ikp.gov.kz/more":"x"}}}`, only},
		"other labels are free":              {developer, `{"metadata":{"labels":{"team":"a"}}}`, ""},
	} {
		t.Run(name, func(t *testing.T) { wantRefusal(t, dryPatch(t, tc.who, tenant, tc.patch), tc.want) })
	}
	t.Run("nor through the status", func(t *testing.T) {
		wantRefusal(t, dryStatus(t, developer, tenant, `{"metadata":{"labels":{"ikp.gov.kz/agency":"mindigital"}}}`), only)
	})
	forged := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: "env-forged",
		Labels: builders.WorkloadLabels("minfin", "treasury", "prod", tenancy.EnvironmentProduction)}}
	t.Run("nobody else makes a namespace with them", func(t *testing.T) {
		wantRefusal(t, developer.client(t).Create(t.Context(), forged.DeepCopy(), client.DryRunAll), only)
		wantRefusal(t, operators.client(t).Create(t.Context(), forged.DeepCopy(), client.DryRunAll), "")
	})
	t.Run("a plain namespace is free", func(t *testing.T) {
		plain := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: "plain"}}
		wantRefusal(t, developer.client(t).Create(t.Context(), plain, client.DryRunAll), "")
	})
}

func TestAPublishedTariffStays(t *testing.T) {
	grantEverythingByRBAC(t)
	published := builders.Tariff("t-published", nil)
	draft := builders.Tariff("t-draft", func(s *finance.TariffSpec) { s.State = finance.TariffDraft })
	create(t, published)
	create(t, draft)
	for _, w := range []who{platform, controllers, masters} {
		t.Run(w.user, func(t *testing.T) {
			wantRefusal(t, w.client(t).Delete(t.Context(), published, client.DryRunAll), "is published and stays")
			wantRefusal(t, w.client(t).Delete(t.Context(), draft, client.DryRunAll), "")
		})
	}
}

// create tolerates what an earlier run has left: a published tariff stays.
func create(t *testing.T, obj client.Object) {
	t.Helper()
	if err := controlplane.New(t).Client.Create(t.Context(), obj); err != nil && !apierrors.IsAlreadyExists(err) {
		t.Fatal(err)
	}
}

func TestAnEditionOfTheRulesDoesNotChange(t *testing.T) {
	grantEverythingByRBAC(t)
	p := &governance.RegulationProfile{ObjectMeta: metav1.ObjectMeta{Name: "concept-2022"}}
	rename := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"validTo":"2030-01-01"}}`))
	label := client.RawPatch("application/merge-patch+json", []byte(`{"metadata":{"labels":{"kept":"yes"}}}`))
	for _, by := range []who{masters, administrator, platform} {
		c := controlplane.New(t).As(by.user, by.groups...)
		wantRefusal(t, c.Patch(t.Context(), p.DeepCopy(), rename, client.DryRunAll), "create another edition that begins on a later day")
		wantRefusal(t, c.Patch(t.Context(), p.DeepCopy(), label, client.DryRunAll), "")
	}
}
