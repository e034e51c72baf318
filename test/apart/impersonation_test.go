package apart

import (
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/client-go/rest"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

func TestNobodyActsAsAnother(t *testing.T) {
	cp := world(t)
	for user, groups := range map[string][]string{"aigerim": {"ikp:agency:minfin:admin"}, "ikp:host:h1": {compute.GroupHosts}} {
		cfg := certificate(t, cp, user, groups...)
		for _, as := range []rest.ImpersonationConfig{
			{UserName: compute.UserOperators}, {UserName: "ikp:host:h2", Groups: []string{compute.GroupHosts}},
			{UserName: user, Groups: []string{"system:masters"}},
		} {
			cfg.Impersonate = as
			if err := reach(t, cp, cfg).List(t.Context(), &compute.VirtualMachineList{}); !apierrors.IsForbidden(err) {
				t.Errorf("%s acts as %s of %v: %v, want Forbidden", user, as.UserName, as.Groups, err)
			}
		}
	}
}
