package why

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/cli/cmdutil/cmdtest"
)

func TestArguments(t *testing.T) {
	t.Parallel()
	const kinds = "agency, assessment, budget, clearance, dc, env, exception, host, image, integration, machine-type, migration, quota, statement, system, tariff, vm"
	for name, tc := range map[string]struct {
		argv    []string
		want    []string
		wantErr string
	}{
		"takes kind and name":              {argv: []string{"dc/astana-1"}, want: []string{"dc", "astana-1"}},
		"leaves the place in the name":     {argv: []string{"vm/minfin/prod/web-1"}, want: []string{"vm", "minfin/prod/web-1"}},
		"refuses a name without a kind":    {argv: []string{"web-1"}, wantErr: `"web-1": write KIND/NAME, KIND being one of ` + kinds},
		"refuses a kind without a name":    {argv: []string{"vm/"}, wantErr: `"vm/": write KIND/NAME, KIND being one of ` + kinds},
		"takes the kinds of the catalogue": {argv: []string{"machine-type/small"}, want: []string{"machine-type", "small"}},
		"takes a month's statement":        {argv: []string{"statement/minfin/2026-11"}, want: []string{"statement", "minfin/2026-11"}},
		"takes a machine as kubectl does":  {argv: []string{"virtualmachine/minfin/prod/web-1"}, want: []string{"vm", "minfin/prod/web-1"}},
		"takes a system as kubectl does":   {argv: []string{"InformationSystem/minfin/esf"}, want: []string{"system", "minfin/esf"}},
		"takes an environment as kubectl":  {argv: []string{"environment/minfin/prod"}, want: []string{"env", "minfin/prod"}},
		"takes what -o name prints":        {argv: []string{"datacentre.compute.ikp.gov.kz/astana-1"}, want: []string{"dc", "astana-1"}},
		"refuses a kind that it has not": {argv: []string{"pod/guest"},
			wantErr: `"pod/guest": write KIND/NAME, KIND being one of ` + kinds},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			c := NewWhy(cmdtest.Factory(), func(o *Options) error {
				got = []string{o.Noun, o.Name}
				return nil
			})
			if diff := cmp.Diff(tc.wantErr, cmdtest.Parse(t, c, tc.argv...)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
