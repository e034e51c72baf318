package trial

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAReportIsReadAsItWasWritten(t *testing.T) {
	long := strings.Repeat("ы", 300)
	raw, err := Encode([]Outcome{{Name: "within", Reached: true}, {Name: "api-server", Detail: long}})
	if err != nil {
		t.Fatal(err)
	}
	if len(raw) > 4096 {
		t.Errorf("the report has %d bytes, Kubernetes keeps 4096", len(raw))
	}
	got, err := Decode(string(raw))
	want := []Outcome{{Name: "within", Reached: true}, {Name: "api-server", Detail: strings.Repeat("ы", 100)}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v, report (-want +got):\n%s", err, diff)
	}
}

func TestTargets(t *testing.T) {
	for name, tc := range map[string]struct {
		arg  string
		want Target
		err  string
	}{
		"a name and an address":   {"within=10.0.0.1:80", Target{"within", "10.0.0.1:80"}, ""},
		"no name is refused":      {"=10.0.0.1:80", Target{}, `target "=10.0.0.1:80": want NAME=HOST:PORT`},
		"no address is refused":   {"within", Target{}, `target "within": want NAME=HOST:PORT`},
		"an empty one is refused": {"within=", Target{}, `target "within=": want NAME=HOST:PORT`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ParseTarget(tc.arg)
			message := ""
			if err != nil {
				message = err.Error()
			}
			if got != tc.want || message != tc.err {
				t.Errorf("got %v, %q", got, message)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`[{"name":"within","reached":true}]`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, report string) {
		outcomes, err := Decode(report)
		if err == nil && len(outcomes) == 0 {
			t.Errorf("%q is no report and was taken for one", report)
		}
	})
}
