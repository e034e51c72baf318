package config_test

import (
	"testing"

	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

func TestTheFinalizerOfAHost(t *testing.T) {
	grantEverythingByRBAC(t)
	held := builders.Host("held", "astana-1", nil)
	held.Finalizers = []string{"compute.ikp.gov.kz/host"}
	free := builders.Host("free", "astana-1", nil)
	for _, host := range []client.Object{held, free} {
		create(t, host)
	}
	const (
		release = `{"metadata":{"finalizers":null}}`
		hold    = `{"metadata":{"finalizers":["compute.ikp.gov.kz/host"]}}`
		close   = `{"spec":{"unschedulable":true}}`
	)
	for name, tc := range map[string]struct {
		who   who
		host  client.Object
		patch string
		want  string
	}{
		"operators put it on":                    {operators, free, hold, ""},
		"operators take it off":                  {operators, held, release, ""},
		"break glass takes it off":               {masters, held, release, ""},
		"platform operators do not":              {platform, held, release, "once no machine is bound"},
		"its agent does not":                     {host1, held, release, "once no machine is bound"},
		"platform operators close a host":        {platform, held, close, ""},
		"operators do not change what a host is": {operators, held, close, "does not change what it is"},
		"a host without it is changed as before": {platform, free, close, ""},
	} {
		t.Run(name, func(t *testing.T) { wantRefusal(t, dryPatch(t, tc.who, tc.host, tc.patch), tc.want) })
	}
}
