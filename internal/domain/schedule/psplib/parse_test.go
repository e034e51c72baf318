package psplib_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/schedule/check"
	"github.com/govtech-kz/ikp/internal/domain/schedule/psplib"
	"github.com/govtech-kz/ikp/internal/domain/schedule/rcpsp"
)

const small = `jobs (incl. supersource/sink ):  3
  - renewable                 :  2   R
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          1           2
   2        1          1           3
   3        1          0
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------
  1      1     0       0    0
  2      1     8       4    1
  3      1     0       0    0
RESOURCEAVAILABILITIES:
  R 1  R 2
   12    1
`

func TestParse(t *testing.T) {
	want := rcpsp.Project{Capacity: []int{12, 1}, Activities: []rcpsp.Activity{
		{Demand: []int{0, 0}, Successors: []int{1}},
		{Duration: 8, Demand: []int{4, 1}, Successors: []int{2}},
		{Demand: []int{0, 0}},
	}}
	got, err := psplib.Parse(strings.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

func TestParseRefuses(t *testing.T) {
	for name, tc := range map[string]struct{ old, new, want string }{
		"a file that ends early":                    {"RESOURCEAVAILABILITIES", "", "line 16: unexpected EOF"},
		"jobs out of order":                         {"   2        1          1 ", "   3        1          1 ", "line 6: want job 2, one mode and as many successors as it says"},
		"a number that is none":                     {"     8       4", "     x       4", `parsing "x"`},
		"a demand above the capacity":               {"     8       4", "     8       13", "demand 13 of resource 0 is outside 0..12"},
		"a successor that does not exist":           {"1           3", "1           4", "successor 3 does not exist"},
		"more jobs than any instance that is known": {":  3\n", ":  10001\n", "10001 is outside 0..10000"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := psplib.Parse(strings.NewReader(strings.Replace(small, tc.old, tc.new, 1)))
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("Parse: %v, want %q", err, tc.want)
			}
		})
	}
}

// The proven optimum of the first instance of J30 is 43.
func TestSolvesAPublishedInstance(t *testing.T) {
	f, err := os.Open("testdata/j301_1.sm")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	p, err := psplib.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	r, err := rcpsp.Solve(p, rcpsp.Effort{Schedules: 5000, Seed: 1})
	if err != nil || r.Makespan != 43 || r.CriticalPath != 38 {
		t.Fatalf("Solve: makespan %d, critical path %d, %v; want 43 and 38", r.Makespan, r.CriticalPath, err)
	}
	if err := check.Project(p, r.Starts, r.Makespan); err != nil {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(small)
	for _, file := range []string{"testdata/j301_1.sm", "testdata/j6013_1.sm"} {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := psplib.Parse(strings.NewReader(text))
		if err == nil && p.Validate() != nil {
			t.Errorf("Parse let through what Validate refuses: %v", p.Validate())
		}
	})
}
