package rule

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/cli/cmdutil/cmdtest"
)

func TestWhichRulesAreListed(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		argv                []string
		moment, enforcement string
		wantErr             string
	}{
		"all of the edition in force":                {nil, "", "", ""},
		"those of a moment, in whatever case":        {[]string{"--moment", "placement"}, "Placement", "", ""},
		"those enforced in a way":                    {[]string{"--enforcement", "Deny"}, "", "Deny", ""},
		"none of a moment that does not exist":       {[]string{"--moment", "never"}, "", "", `--moment "never": use one of Admission,Placement,Gate,Continuous,Invoice`},
		"none of an enforcement that does not exist": {[]string{"--enforcement", "on"}, "", "", `--enforcement "on": use one of Deny,Warn,Off`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := NewList(cmdtest.Factory(), func(o *ListOptions) error {
				if o.Moment != tc.moment || o.Enforcement != tc.enforcement {
					t.Errorf("moment %q and enforcement %q, want %q and %q", o.Moment, o.Enforcement, tc.moment, tc.enforcement)
				}
				return nil
			})
			if diff := cmp.Diff(tc.wantErr, cmdtest.Parse(t, c, tc.argv...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
