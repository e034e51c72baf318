package tenant

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/apiutil"
	"sigs.k8s.io/yaml"

	"github.com/govtech-kz/ikp/api/scheme"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestObjects compares everything that is made for an agency and for one of its
// environments with what was reviewed.
func TestObjects(t *testing.T) {
	env := builders.Environment("tax-prod", "minfin", "tax", tenancy.EnvironmentProduction)
	env.Spec.Pods = tenancy.PodQuota{VCPU: 8, MemoryGiB: 32, Pods: 100}
	p := place{env: env, agency: "minfin", owner: environmentOwner(env)}
	workload := workloadNamespace(p.owner, p.agency, env)

	agency := agencyOwner(builders.Agency("minfin", nil))
	records := agencyNamespace(agency, "minfin")
	ofAgency := []client.Object{records}
	for _, grant := range grants(agency, records.Name, "minfin", "ikp-agency-") {
		ofAgency = append(ofAgency, grant)
	}
	golden(t, "testdata/agency.yaml", ofAgency)
	golden(t, "testdata/environment.yaml", append([]client.Object{workload}, furniture(p, workload)...))
}

func golden(t *testing.T, path string, objects []client.Object) {
	t.Helper()
	var got bytes.Buffer
	for _, obj := range objects {
		gvk, err := apiutil.GVKForObject(obj, scheme.New())
		if err != nil {
			t.Fatal(err)
		}
		obj.GetObjectKind().SetGroupVersionKind(gvk)
		raw, err := yaml.Marshal(obj)
		if err != nil {
			t.Fatal(err)
		}
		got.WriteString("---\n")
		got.Write(raw)
	}
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestAgencyGaps(t *testing.T) {
	first := int32(1)
	for name, tc := range map[string]struct {
		spec tenancy.AgencySpec
		want []string
	}{
		"a full record has none": {
			tenancy.AgencySpec{Names: tenancy.Names{KK: "k", RU: "r", EN: "e"}, Kind: tenancy.KindMinistry,
				UserGroup: &first, Participation: tenancy.ParticipationMandatory}, nil,
		},
		"a committee needs its ministry, and everybody an answer": {
			tenancy.AgencySpec{Names: tenancy.Names{RU: "r"}, Kind: tenancy.KindCommittee, Participation: tenancy.ParticipationUnknown},
			[]string{"names.kk", "names.en", "parent", "participation", "userGroup"},
		},
		"the agency of unknown owners is no body": {tenancy.AgencySpec{Kind: tenancy.KindUnassigned}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, agencyGaps(tc.spec)); diff != "" {
				t.Errorf("gaps (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEnumerate(t *testing.T) {
	if got, want := enumerate([]string{"a", "b", "c", "d", "e", "f", "g"}), "a, b, c, d, e and 2 more"; got != want {
		t.Errorf("enumerate = %q, want %q", got, want)
	}
}
