package verb

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKey(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		scope   Scope
		place   Place
		name    string
		want    string
		wantErr string
	}{
		"a platform's object has no namespace":      {scope: OfPlatform, name: "astana-1", want: "/astana-1"},
		"an agency's object by flag":                {scope: OfAgency, place: Place{Agency: "minfin"}, name: "esf", want: "agency-minfin/esf"},
		"an agency's object by name":                {scope: OfAgency, name: "minfin/esf", want: "agency-minfin/esf"},
		"the name prevails over the flag":           {scope: OfAgency, place: Place{Agency: "mdai"}, name: "minfin/esf", want: "agency-minfin/esf"},
		"an agency's object by namespace":           {scope: OfAgency, place: Place{Namespace: "agency-minfin"}, name: "esf", want: "agency-minfin/esf"},
		"a machine by flags":                        {scope: OfEnvironment, place: Place{Agency: "minfin", Environment: "prod"}, name: "web-1", want: "env-minfin-prod/web-1"},
		"a machine by name":                         {scope: OfEnvironment, name: "minfin/prod/web-1", want: "env-minfin-prod/web-1"},
		"a machine by namespace":                    {scope: OfEnvironment, place: Place{Namespace: "ns"}, name: "web-1", want: "ns/web-1"},
		"an agency's object without an agency":      {scope: OfAgency, name: "esf", wantErr: "whose? name the agency: NAME with --agency, or AGENCY/NAME"},
		"a platform's object with an agency's form": {scope: OfPlatform, name: "a/b", wantErr: `"a/b" is not a name: write NAME`},
		"a machine with two parts":                  {scope: OfEnvironment, name: "prod/web-1", wantErr: `"prod/web-1" is not a name: write NAME with --agency and --env, or AGENCY/ENVIRONMENT/NAME`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := tc.place.Key(tc.scope, tc.name)
			if err != nil {
				if diff := cmp.Diff(tc.wantErr, err.Error()); diff != "" {
					t.Error(diff)
				}
				return
			}
			if got.String() != tc.want || tc.wantErr != "" {
				t.Errorf("Key = %q, want %q and error %q", got, tc.want, tc.wantErr)
			}
		})
	}
}
