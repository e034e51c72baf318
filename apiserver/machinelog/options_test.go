package machinelog

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

func TestParse(t *testing.T) {
	ten := int64(10)
	tests := map[string]struct {
		query   string
		want    subresources.VirtualMachineLogOptions
		wantErr string
	}{
		"leaves everything unset":           {},
		"reads both parameters":             {query: "follow=true&tailLines=10", want: subresources.VirtualMachineLogOptions{Follow: true, TailLines: &ten}},
		"leaves parameters of others alone": {query: "timeout=5s"},
		"refuses a follow that is no truth": {query: "follow=perhaps", wantErr: `follow is "perhaps", want true or false`},
		"refuses lines that are no number":  {query: "tailLines=many", wantErr: `tailLines is "many", want a number of lines`},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			query, err := url.ParseQuery(tc.query)
			if err != nil {
				t.Fatal(err)
			}
			var got subresources.VirtualMachineLogOptions
			text := ""
			if err := parse(query, &got); err != nil {
				text = err.Error()
			}
			if text != tc.wantErr {
				t.Errorf("error %q, want %q", text, tc.wantErr)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("options (-want +got):\n%s", diff)
			}
		})
	}
}
