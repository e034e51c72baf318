package replica

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

func program() Program {
	return Program{Name: "ikp-painters", Noun: "painter", Parts: []Part{{Name: "blue"}, {Name: "green"}, {Name: "red"}}}
}

func TestChoose(t *testing.T) {
	for name, tc := range map[string]struct {
		selection []string
		want      []string
		lease     string
		wantError string
	}{
		"a star is all of them":             {[]string{"*"}, []string{"blue", "green", "red"}, "ikp-painters", ""},
		"names are those":                   {[]string{"red", "blue"}, []string{"blue", "red"}, "ikp-painters-blue-red", ""},
		"a minus takes one away":            {[]string{"*", "-red"}, []string{"blue", "green"}, "ikp-painters-blue-green", ""},
		"a name that does not exist":        {[]string{"*", "-pink"}, nil, "", `unknown painter "pink": choose of blue, green, red`},
		"nothing is left":                   {[]string{"red", "-red"}, nil, "", "no painter is left to run: choose of blue, green, red"},
		"no selection leaves nothing to do": {nil, nil, "", "no painter is left to run: choose of blue, green, red"},
	} {
		t.Run(name, func(t *testing.T) {
			chosen, err := program().Choose(tc.selection)
			message := ""
			if err != nil {
				message = err.Error()
			}
			if diff := cmp.Diff(tc.want, append([]string(nil), names(chosen)...)); diff != "" || message != tc.wantError {
				t.Errorf("Choose(%v): error %q, want %q; parts (-want +got):\n%s", tc.selection, message, tc.wantError, diff)
			}
			if got := program().options(NewOptions(), chosen).LeaderElectionID; err == nil && got != tc.lease {
				t.Errorf("the lease of %v is %q, want %q", tc.selection, got, tc.lease)
			}
		})
	}
}

func TestTheCacheHoldsNothingThatNobodyReads(t *testing.T) {
	vm := builders.VM("web-1", "ns").Obj()
	want := vm.DeepCopy()
	want.Annotations = map[string]string{"kept": "yes"}
	vm.Annotations = map[string]string{"kept": "yes", "kubectl.kubernetes.io/last-applied-configuration": "{}"}
	vm.ManagedFields = []metav1.ManagedFieldsEntry{{Manager: "kubectl"}}
	got, err := slim(vm)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(any(want), got); diff != "" {
		t.Errorf("cached (-want +got):\n%s", diff)
	}
}
