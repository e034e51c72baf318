package setup

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChoose(t *testing.T) {
	const all = "budget, gate, quota, residency, statement, sweeper, tariff"
	for name, tc := range map[string]struct {
		selection []string
		want      []string
		wantError string
	}{
		"a star is all of them":             {[]string{"*"}, []string{"budget", "gate", "quota", "residency", "statement", "sweeper", "tariff"}, ""},
		"names are those":                   {[]string{"gate", "quota"}, []string{"gate", "quota"}, ""},
		"a minus takes one away":            {[]string{"*", "-sweeper"}, []string{"budget", "gate", "quota", "residency", "statement", "tariff"}, ""},
		"a name that does not exist":        {[]string{"*", "-sweep"}, nil, `unknown controller "sweep": choose of ` + all},
		"no selection leaves nothing to do": {nil, nil, "no controller is left to run: choose of " + all},
	} {
		t.Run(name, func(t *testing.T) {
			chosen, err := choose(tc.selection)
			var got []string
			for _, c := range chosen {
				got = append(got, c.name)
			}
			message := ""
			if err != nil {
				message = err.Error()
			}
			if diff := cmp.Diff(tc.want, got); diff != "" || message != tc.wantError {
				t.Errorf("choose(%v): error %q, want %q; controllers (-want +got):\n%s", tc.selection, message, tc.wantError, diff)
			}
		})
	}
}

func TestValidateAsksForTheLedger(t *testing.T) {
	err := NewOptions().Validate()
	if want := "--ledger is required: sqlite:/path/file.db or postgres://…"; err == nil || err.Error() != want {
		t.Errorf("Validate() = %v, want %q", err, want)
	}
}

func TestOtherSelectionsHoldOtherLeases(t *testing.T) {
	for want, selection := range map[string][]string{
		"ikp-controllers":            {"*"},
		"ikp-controllers-gate-quota": {"gate", "quota"},
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
