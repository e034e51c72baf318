package rules_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
)

func TestCompare(t *testing.T) {
	unregistered := astana
	unregistered.Registered = false
	cases := []rules.Case{
		{Agency: "minfin", Object: "vm/env-minfin-prod/web-2", At: regulation.Placement, Facts: withData(unregistered)},
		{Agency: "minfin", Object: "vm/env-minfin-prod/web-1", At: regulation.Placement, Facts: withData(astana)},
		{Agency: "min", Object: "migration/esf", Found: []rules.Found{{"KZ-MIG-S3", "stage 3 does not begin yet"}}},
	}
	warn := regulation.Override{Rule: "KZ-PD-36", Enforcement: regulation.Warn}
	strict := regulation.Override{Rule: "KZ-MIG-S3", Enforcement: regulation.Deny}
	type change struct {
		Agency, Object, Rule string
		Before, After        rules.Effect
	}
	for name, tc := range map[string]struct {
		before, after regulation.Book
		want          []change
	}{
		"finds nothing when nothing changes": {code(t), code(t), nil},
		"says who is let pass and who is refused": {code(t), code(t, warn, strict), []change{
			{"min", "migration/esf", "KZ-MIG-S3", "warns", "refuses"},
			{"minfin", "vm/env-minfin-prod/web-2", "KZ-PD-36", "refuses", "warns"},
		}},
		"and the other way round": {code(t, warn), code(t), []change{{"minfin", "vm/env-minfin-prod/web-2", "KZ-PD-36", "warns", "refuses"}}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []change
			for _, c := range rules.Compare(cases, tc.before, tc.after, now) {
				got = append(got, change{c.Agency, c.Object, c.Rule, c.Before, c.After})
				if c.Message == "" {
					t.Errorf("%s: nothing is said of %s", c.Object, c.Rule)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("Compare (-want +got):\n%s", diff)
			}
		})
	}
}
