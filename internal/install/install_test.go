package install

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/config"
)

func TestRead(t *testing.T) {
	tests := map[string]struct {
		files   fstest.MapFS
		want    []string
		wantErr error
	}{
		"takes every document in the order of the files": {
			files: fstest.MapFS{
				"rbac/b.yaml": {Data: []byte("kind: Role\nmetadata: {name: three}\n")},
				"rbac/a.yaml": {Data: []byte("# a comment\n---\nkind: Role\nmetadata: {name: one}\n---\n\n---\nkind: Role\nmetadata: {name: two}\n")},
			},
			want: []string{"one", "two", "three"},
		},
		"refuses a folder without manifests": {files: fstest.MapFS{"rbac/readme.md": {}}, wantErr: fs.ErrNotExist},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			objects, err := Read(tc.files, "rbac")
			if !errors.Is(err, tc.wantErr) {
				t.Fatalf("error = %v, want %v", err, tc.wantErr)
			}
			var got []string
			for _, o := range objects {
				got = append(got, o.GetName())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("objects (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEverythingEmbeddedCanBeRead(t *testing.T) {
	for _, folder := range []string{"crd", "rbac", "policies", "webhook", "aggregated"} {
		objects, err := Read(config.Files, folder)
		if err != nil {
			t.Errorf("%s: %v", folder, err)
		}
		for _, o := range objects {
			if o.GetName() == "" || o.GetKind() == "" {
				t.Errorf("%s holds an object without kind or name: %v", folder, o.Object)
			}
		}
	}
}

func TestWebhooksAreReachedByURL(t *testing.T) {
	objects, err := Decode([]byte(`
kind: ValidatingWebhookConfiguration
metadata: {name: ikp}
webhooks:
- name: hosts.ikp.gov.kz
  clientConfig: {service: {name: ikp-apiserver, namespace: ikp-system, path: /admit/host}}
`))
	if err != nil {
		t.Fatal(err)
	}
	at := Endpoints{Webhook: "https://127.0.0.1:9443", CA: []byte("ca")}
	if err := at.fillWebhooks(objects[0]); err != nil {
		t.Fatal(err)
	}
	want := []any{map[string]any{
		"name":         "hosts.ikp.gov.kz",
		"clientConfig": map[string]any{"url": "https://127.0.0.1:9443/admit/host", "caBundle": "Y2E="},
	}}
	if diff := cmp.Diff(want, objects[0].Object["webhooks"]); diff != "" {
		t.Errorf("webhooks (-want +got):\n%s", diff)
	}
}
