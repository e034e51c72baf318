package hosted

import (
	"encoding/json"
	"slices"
	"testing"

	"sigs.k8s.io/controller-runtime/pkg/client"
)

// web is the machine that the changes of these tests are of.
var web = client.ObjectKey{Namespace: "env-minfin-prod", Name: "web-1"}

// sent is what the API server would be sent, or why nothing is.
func sent(p part, body string) string {
	asked, err := readChange([]byte(body))
	if err != nil {
		return err.Error()
	}
	patch, err := p.patch(asked)
	if err != nil {
		return err.Error()
	}
	raw, err := aim(patch, web)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

func TestOnlyWhatAnAgentMayChangeIsSent(t *testing.T) {
	const at = `"name":"web-1","namespace":"env-minfin-prod"`
	for name, tc := range map[string]struct {
		part       part
		body, want string
	}{
		"takes a finalizer off": {
			finalizers, `{"metadata":{"resourceVersion":"7","finalizers":["compute.ikp.gov.kz/ledger"]}}`,
			`{"metadata":{"finalizers":["compute.ikp.gov.kz/ledger"],` + at + `,"resourceVersion":"7"}}`,
		},
		"takes the last finalizer off": {
			finalizers, `{"metadata":{"resourceVersion":"7","finalizers":null}}`,
			`{"metadata":{"finalizers":null,` + at + `,"resourceVersion":"7"}}`,
		},
		"applies a status": {
			status, `{"apiVersion":"subresources.ikp.gov.kz/v1alpha1","kind":"HostedMachine","metadata":{"name":"other","namespace":"n"},"status":{"powerState":"Running","big":9007199254740993}}`,
			`{"apiVersion":"compute.ikp.gov.kz/v1alpha1","kind":"VirtualMachine","metadata":{` + at + `},"status":{"powerState":"Running","big":9007199254740993}}`,
		},
		"applies a status to a machine as it was read": {
			status, `{"metadata":{"resourceVersion":"7"},"status":{}}`,
			`{"apiVersion":"compute.ikp.gov.kz/v1alpha1","kind":"VirtualMachine","metadata":{` + at + `,"resourceVersion":"7"},"status":{}}`,
		},
		"refuses finalizers of a machine at any version": {finalizers, `{"metadata":{"finalizers":[]}}`, errNoVersion.Error()},
		"refuses a patch that names no finalizers":       {finalizers, `{"metadata":{"resourceVersion":"7"}}`, errNoFinalizers.Error()},
		"refuses finalizers that are none": {
			finalizers, `{"metadata":{"resourceVersion":"7","finalizers":{"a":1}}}`,
			"reading metadata.finalizers: json: cannot unmarshal object into Go value of type []string",
		},
		"refuses a status beside finalizers": {finalizers, `{"metadata":{"resourceVersion":"7","finalizers":[]},"status":{}}`, "a status is written at hostedmachines/status"},
		"refuses finalizers beside a status": {status, `{"metadata":{"finalizers":[]},"status":{}}`, "finalizers are taken off at hostedmachines"},
		"refuses a report without a status":  {status, `{"metadata":{}}`, errNoStatus.Error()},
		"refuses a label":                    {finalizers, `{"metadata":{"labels":{"a":"b"}}}`, `reading what to write of the machine: json: unknown field "labels"`},
		"refuses a spec":                     {status, `{"spec":{"host":"h1"},"status":{}}`, `reading what to write of the machine: json: unknown field "spec"`},
		"refuses what follows":               {status, `{"status":{}}{"spec":{}}`, "reading what to write of the machine: more follows"},
		"refuses nothing at all":             {status, ``, "reading what to write of the machine: EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := sent(tc.part, tc.body); got != tc.want {
				t.Errorf("%s\ngot  %s\nwant %s", tc.body, got, tc.want)
			}
		})
	}
}

// FuzzNothingElseIsSent: whatever an agent sends, the API server gets a patch of this
// one machine's finalizers or status, or none.
func FuzzNothingElseIsSent(f *testing.F) {
	for _, body := range []string{
		`{"metadata":{"resourceVersion":"7","finalizers":["a"]}}`, `{"metadata":{"uid":"x"},"status":{"a":[1]}}`,
		`{"METADATA":{"uid":"x","resourceVersion":"1","finalizers":null},"Status":null}`, `{"status":{},"status":1}`, `[]`, `null`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, p := range []part{finalizers, status} {
			asked, err := readChange(body)
			if err != nil {
				continue
			}
			patch, err := p.patch(asked)
			if err != nil {
				continue
			}
			raw, err := aim(patch, web)
			if err != nil {
				t.Fatalf("%q cannot be sent: %v", body, err)
			}
			hitsItsMark(t, p, raw)
		}
	})
}

func hitsItsMark(t *testing.T, p part, raw []byte) {
	t.Helper()
	var got map[string]json.RawMessage
	var metadata map[string]any
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	if err := json.Unmarshal(got["metadata"], &metadata); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	if metadata["namespace"] != web.Namespace || metadata["name"] != web.Name {
		t.Errorf("%s is of another machine", raw)
	}
	may := map[string][]string{
		"finalizers": {"metadata", "namespace", "name", "resourceVersion", "finalizers"},
		"status":     {"metadata", "namespace", "name", "resourceVersion", "apiVersion", "kind", "status"},
	}[p.name]
	for key := range metadata {
		if !slices.Contains(may, key) {
			t.Errorf("%s changes metadata.%s", raw, key)
		}
	}
	for key := range got {
		if !slices.Contains(may, key) {
			t.Errorf("%s changes %s", raw, key)
		}
	}
}
