package config_test

import (
	"context"
	"testing"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestTheFinalizersOfTenants(t *testing.T) {
	grantEverythingByRBAC(t)
	s := builders.System("treasury", "minfin", nil)
	s.Namespace = controlplane.New(t).Namespace(t, map[string]string{tenancy.LabelAgency: "minfin"})
	s.Finalizers = []string{"tenancy.ikp.gov.kz/system", "example.com/theirs"}
	create(t, s)
	const release, theirs = `{"metadata":{"finalizers":null}}`, `{"metadata":{"finalizers":["tenancy.ikp.gov.kz/system"]}}`
	for name, tc := range map[string]struct {
		who   who
		patch string
		want  string
	}{
		"operators take them off":              {operators, release, ""},
		"break glass takes them off":           {masters, release, ""},
		"the owner does not":                   {developer, release, "once nothing of the object is left"},
		"the migration team does not":          {migration, release, "once nothing of the object is left"},
		"the owner takes off what is not ours": {developer, theirs, ""},
	} {
		t.Run(name, func(t *testing.T) { wantRefusal(t, dryPatch(t, tc.who, s, tc.patch), tc.want) })
	}
	t.Cleanup(func() {
		s.Finalizers = nil
		if err := controlplane.New(t).Client.Update(context.Background(), s); err != nil {
			t.Error(err)
		}
	})
}
