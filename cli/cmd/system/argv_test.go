package system

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil/cmdtest"
)

func TestSetChangesOnlyWhatIsGiven(t *testing.T) {
	t.Parallel()
	before := tenancy.InformationSystemSpec{
		Names: tenancy.Names{RU: "ЭСФ"}, Segment: tenancy.SegmentG2G, PersonalData: tenancy.PersonalDataUnknown,
		Dependencies: []tenancy.SystemReference{{Agency: "mdai", Name: "gbdfl"}},
	}
	for name, tc := range map[string]struct {
		argv    []string
		change  func(*tenancy.InformationSystemSpec)
		wantErr string
	}{
		"leaves a passport as it is when nothing is given": {
			argv: []string{"minfin/esf"}, change: func(*tenancy.InformationSystemSpec) {},
		},
		"fills the fields of the flags": {
			argv: []string{"minfin/esf", "--segment", "G2CB", "--class", "Second", "--category", "HighPriority", "--personal-data", "Yes"},
			change: func(s *tenancy.InformationSystemSpec) {
				s.Segment, s.Class = tenancy.SegmentG2CB, tenancy.ClassSecond
				s.Category, s.PersonalData = tenancy.CategoryHighPriority, tenancy.PersonalDataYes
			},
		},
		"empties a field when the flag is empty": {
			argv:   []string{"minfin/esf", "--segment="},
			change: func(s *tenancy.InformationSystemSpec) { s.Segment = "" },
		},
		"replaces the dependencies": {
			argv: []string{"minfin/esf", "--depends-on", "minjust/gbdul", "--depends-on", "minfin/isna"},
			change: func(s *tenancy.InformationSystemSpec) {
				s.Dependencies = []tenancy.SystemReference{{Agency: "minjust", Name: "gbdul"}, {Agency: "minfin", Name: "isna"}}
			},
		},
		"refuses a dependency without its agency": {
			argv: []string{"minfin/esf", "--depends-on", "gbdul"}, wantErr: `--depends-on "gbdul": write AGENCY/NAME`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := *before.DeepCopy()
			c := NewSet(cmdtest.Factory(), func(o *SetOptions) error { return o.Passport.apply(&got) })
			if diff := cmp.Diff(tc.wantErr, cmdtest.Parse(t, c, tc.argv...)); diff != "" {
				t.Error(diff)
			}
			if tc.wantErr != "" {
				return
			}
			want := *before.DeepCopy()
			tc.change(&want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
