package server_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// answersKubectl looks at discovery, tables, raw streams and explain with the
// program that people use. What the API server learns of an aggregated API, it
// learns some moments later.
func (w *world) answersKubectl(t *testing.T) {
	w.agent(t)
	tests := map[string]struct{ command, want string }{
		"prints a table": {
			command: "get statementviews -n agency-minfin", want: "2024-03   minfin   15.12"},
		"means the stored machines": {
			command: "get virtualmachines -o name -n " + namespace, want: "virtualmachine.compute.ikp.gov.kz/web-1"},
		"explains a field": {
			command: "explain statementview.status.total", want: "total in tenge: the sum of the lines' amounts."},
		"streams a log": {
			command: "get --raw /apis/subresources.ikp.gov.kz/v1alpha1/namespaces/" + namespace + "/virtualmachines/web-1/log",
			want:    "for ikp:apiserver"},
		"lists the resources": {
			command: "api-resources -o name --api-group=subresources.ikp.gov.kz", want: "usagebatches.subresources.ikp.gov.kz"},
	}
	kubeconfig, home := w.Kubeconfig(t, "admin", "system:masters"), t.TempDir()
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			var out string
			defer func() { t.Log(out) }()
			controlplane.Eventually(t, "kubectl says "+tc.want, func() bool {
				out = kubectl(t.Context(), kubeconfig, home, tc.command)
				return strings.Contains(out, tc.want)
			})
		})
	}
}

func kubectl(ctx context.Context, kubeconfig, home, command string) string {
	cmd := exec.CommandContext(ctx, filepath.Join(os.Getenv("KUBEBUILDER_ASSETS"), "kubectl"), strings.Fields(command)...)
	cmd.Env = append(os.Environ(), "KUBECONFIG="+kubeconfig, "HOME="+home)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return err.Error() + ": " + string(out)
	}
	return string(out)
}
