package config_test

import (
	"testing"

	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

func TestTheFinalizerOfTheCatalogue(t *testing.T) {
	grantEverythingByRBAC(t)
	free := builders.MachineType("m-free", 1, 1024)
	create(t, free)
	const (
		hold, release    = `{"metadata":{"finalizers":["compute.ikp.gov.kz/in-use"]}}`, `{"metadata":{"finalizers":null}}`
		retitle          = `{"spec":{"withdrawn":true}}`
		refers, keepsOut = "no machine and no host refers", "does not change what it says"
	)
	changes := map[client.Object]string{
		builders.DataCentre("held-1", nil):    `{"spec":{"registered":false}}`,
		builders.Image("held", nil):           retitle,
		builders.MachineType("held", 2, 2048): retitle,
	}
	for held, change := range changes {
		held.SetFinalizers([]string{"compute.ikp.gov.kz/in-use"})
		create(t, held)
		for name, tc := range map[string]struct {
			who    who
			object client.Object
			patch  string
			want   string
		}{
			"operators put it on":                      {operators, free, hold, ""},
			"operators take it off":                    {operators, held, release, ""},
			"break glass takes it off":                 {masters, held, release, ""},
			"platform operators do not":                {platform, held, release, refers},
			"agents do not":                            {host1, held, release, refers},
			"platform operators change an entry":       {platform, held, change, ""},
			"operators do not change what it says":     {operators, held, change, keepsOut},
			"an entry without it is changed as before": {platform, free, retitle, ""},
		} {
			t.Run(held.GetName()+": "+name, func(t *testing.T) { wantRefusal(t, dryPatch(t, tc.who, tc.object, tc.patch), tc.want) })
		}
	}
}
