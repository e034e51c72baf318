package why

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/cli/cmdutil/cmdtest"
)

func TestArguments(t *testing.T) {
	t.Parallel()
	const kinds = "agency, budget, dc, env, host, quota, system, tariff, vm"
	for name, tc := range map[string]struct {
		argv    []string
		want    []string
		wantErr string
	}{
		"takes kind and name":           {argv: []string{"dc/astana-1"}, want: []string{"dc", "astana-1"}},
		"leaves the place in the name":  {argv: []string{"vm/minfin/prod/web-1"}, want: []string{"vm", "minfin/prod/web-1"}},
		"refuses a name without a kind": {argv: []string{"web-1"}, wantErr: `"web-1": write KIND/NAME, KIND being one of ` + kinds},
		"refuses a kind without a name": {argv: []string{"vm/"}, wantErr: `"vm/": write KIND/NAME, KIND being one of ` + kinds},
		"refuses a kind that waits for nothing": {argv: []string{"image/guest"},
			wantErr: `"image/guest": write KIND/NAME, KIND being one of ` + kinds},
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
