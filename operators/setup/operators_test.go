package setup

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChoose(t *testing.T) {
	for name, tc := range map[string]struct {
		selection []string
		want      []string
		wantError string
	}{
		"a star is all of them":             {[]string{"*"}, []string{"catalogue", "hostaccess", "isolation", "placement", "tenant"}, ""},
		"a name is that one":                {[]string{"tenant"}, []string{"tenant"}, ""},
		"a minus takes one away":            {[]string{"*", "-placement"}, []string{"catalogue", "hostaccess", "isolation", "tenant"}, ""},
		"a name that does not exist":        {[]string{"*", "-tenants"}, nil, `unknown operator "tenants": choose of catalogue, hostaccess, isolation, placement, tenant`},
		"nothing is left":                   {[]string{"tenant", "-tenant"}, nil, "no operator is left to run: choose of catalogue, hostaccess, isolation, placement, tenant"},
		"no selection leaves nothing to do": {nil, nil, "no operator is left to run: choose of catalogue, hostaccess, isolation, placement, tenant"},
	} {
		t.Run(name, func(t *testing.T) {
			chosen, err := choose(tc.selection)
			var got []string
			for _, o := range chosen {
				got = append(got, o.name)
			}
			message := ""
			if err != nil {
				message = err.Error()
			}
			if diff := cmp.Diff(tc.want, got); diff != "" || message != tc.wantError {
				t.Errorf("choose(%v): error %q, want %q; operators (-want +got):\n%s", tc.selection, message, tc.wantError, diff)
			}
		})
	}
}

func TestOtherSelectionsHoldOtherLeases(t *testing.T) {
	for want, selection := range map[string][]string{
		"ikp-operators":           {"*"},
		"ikp-operators-placement": {"placement"},
	} {
		chosen, err := choose(selection)
		if err != nil {
			t.Fatal(err)
		}
		if got := managerOptions(NewOptions(), chosen).LeaderElectionID; got != want {
			t.Errorf("the lease of %v is %q, want %q", selection, got, want)
		}
	}
}
