package inventory_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

var update = flag.Bool("update", false, "write golden files anew")

// samples are the real lists that ship with ikp.
const samples = "../../../config/samples/inventory"

func TestRealListsGiveTheRecordsAndGapsOfTheGoldenFile(t *testing.T) {
	t.Parallel()
	plan, problems := parse(read(t, filepath.Join(samples, "agencies.csv")), read(t, filepath.Join(samples, "systems.csv")))
	var out strings.Builder
	for _, a := range plan.Agencies {
		fmt.Fprintf(&out, "%+v\n", a)
	}
	for _, s := range plan.Systems {
		fmt.Fprintf(&out, "%+v\n", s)
	}
	fmt.Fprintln(&out, strings.Join(places(problems), "\n"))
	path := filepath.Join("testdata", "real.golden")
	if *update {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(read(t, path)), out.String()); diff != "" {
		t.Errorf("plan of the real lists (-want +got):\n%s", diff)
	}
}

func TestRealListsHaveTheGapsThatAreKnown(t *testing.T) {
	t.Parallel()
	plan, problems := parse(read(t, filepath.Join(samples, "agencies.csv")), read(t, filepath.Join(samples, "systems.csv")))
	counts := map[string]int{}
	for _, p := range problems {
		counts[fmt.Sprintf("%s %s", p.Severity, p.Column)]++
	}
	want := map[string]int{
		"gap agency_slug": 23, "gap category": 64, "gap class": 64, "gap segment": 64, "gap personal_data": 52,
		"gap user_group": 36, "gap participation": 39, "gap source": 2,
	}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Errorf("gaps by column (-want +got):\n%s", diff)
	}
	if got := []int{len(plan.Agencies), len(plan.Systems)}; !cmp.Equal(got, []int{66, 64}) {
		t.Errorf("agencies and systems = %v, want 65 and the unassigned one, and 64", got)
	}
}

// FuzzParse holds that nothing dangerous is ever taken over, and that errors and
// records exclude each other.
func FuzzParse(f *testing.F) {
	for _, tc := range refusals {
		if len(tc.agencies) < 4096 {
			f.Add(tc.agencies, tc.systems)
		}
	}
	f.Add(lines(agencyHeads, minfin), lines(systemHeads, esf))
	f.Fuzz(func(t *testing.T, agencies, systems []byte) {
		plan, problems := parse(agencies, systems)
		refused := false
		for _, p := range problems {
			refused = refused || p.Severity == inventory.SeverityError
		}
		if taken := len(plan.Agencies)+len(plan.Systems) > 0; taken == refused {
			t.Fatalf("taken over: %v, refused: %v", taken, refused)
		}
		for _, s := range plan.Systems {
			if strings.ContainsAny(s.Slug, "/.\n ") || s.Names.RU != "" && strings.ContainsAny(s.Names.RU[:1], "=+-@\t\r") {
				t.Errorf("took over %+v", s)
			}
		}
	})
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
