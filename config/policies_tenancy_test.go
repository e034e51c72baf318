package config_test

import (
	"context"
	"testing"

	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestTheFinalizersOfTenants(t *testing.T) {
	grantEverythingByRBAC(t)
	namespace := controlplane.New(t).Namespace(t, map[string]string{tenancy.LabelAgency: "minfin"})
	for kind, object := range map[string]client.Object{
		"agency":      builders.Agency("minheld", nil),
		"environment": builders.Environment("prod", "minfin", "treasury", tenancy.EnvironmentProduction),
		"system":      builders.System("treasury", "minfin", nil),
	} {
		if object.GetNamespace() != "" {
			object.SetNamespace(namespace)
		}
		t.Run(kind, func(t *testing.T) { tenantFinalizers(t, object, "tenancy.ikp.gov.kz/"+kind) })
	}
}

func tenantFinalizers(t *testing.T, object client.Object, ours string) {
	object.SetFinalizers([]string{ours, "example.com/theirs"})
	create(t, object)
	const release = `{"metadata":{"finalizers":null}}`
	theirs := `{"metadata":{"finalizers":["` + ours + `"]}}`
	for name, tc := range map[string]struct {
		who   who
		patch string
		want  string
	}{
		"operators take them off":              {operators, release, ""},
		"break glass takes them off":           {masters, release, ""},
		"the owner does not":                   {developer, release, "once nothing of the object is left"},
		"the migration team does not":          {migration, release, "once nothing of the object is left"},
		"platform operators do not":            {platform, release, "once nothing of the object is left"},
		"the owner takes off what is not ours": {developer, theirs, ""},
	} {
		t.Run(name, func(t *testing.T) { wantRefusal(t, dryPatch(t, tc.who, object, tc.patch), tc.want) })
	}
	t.Cleanup(func() {
		object.SetFinalizers(nil)
		if err := controlplane.New(t).Client.Update(context.Background(), object); err != nil {
			t.Error(err)
		}
	})
}
