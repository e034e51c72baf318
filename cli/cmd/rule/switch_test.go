package rule

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	clocktesting "k8s.io/utils/clock/testing"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil/cmdtest"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

func TestTheRecordOfASwitch(t *testing.T) {
	t.Parallel()
	ground := []string{"--reason", "the decree was read", "--document", "Order 5"}
	spec := governance.RuleOverrideSpec{Enforcement: governance.EnforcementWarn, Reason: "the decree was read", Document: "Order 5"}
	for name, tc := range map[string]struct {
		argv     []string
		wantName string
		rule     string
		set      map[string]string
		wantErr  string
	}{
		"is called after the rule and the moment": {[]string{"kz-plt-mor"}, "kz-plt-mor-20261122-100000-250-warn", "KZ-PLT-MOR", nil, ""},
		"has no dots in its name":                 {[]string{"C-10.3"}, "c-10-3-20261122-100000-250-warn", "C-10.3", nil, ""},
		"takes another name":                      {[]string{"KZ-PLT-MOR", "--name", "mor"}, "mor", "KZ-PLT-MOR", nil, ""},
		"carries parameters":                      {[]string{"C-10.3", "--name", "x", "--set", "days=10"}, "x", "C-10.3", map[string]string{"days": "10"}, ""},
		"refuses a parameter without a value":     {[]string{"C-10.3", "--set", "days"}, "", "", nil, `--set "days": write NAME=VALUE`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := cmdtest.Factory()
			f.Clock = clocktesting.NewFakePassiveClock(time.Date(2026, 11, 22, 10, 0, 0, 250_000_000, time.UTC))
			var got *governance.RuleOverride
			c := NewSwitch(f, regulation.Warn, func(o *SwitchOptions) (err error) {
				got, err = o.compose()
				return err
			})
			if diff := cmp.Diff(tc.wantErr, cmdtest.Parse(t, c, append(tc.argv, ground...)...)); diff != "" || tc.wantErr != "" {
				if diff != "" {
					t.Error(diff)
				}
				return
			}
			want := *spec.DeepCopy()
			want.Rule, want.Parameters = tc.rule, tc.set
			if diff := cmp.Diff(want, got.Spec); diff != "" || got.Name != tc.wantName {
				t.Errorf("record %s, want %s; (-want +got):\n%s", got.Name, tc.wantName, diff)
			}
		})
	}
}
