package programme

import (
	"strings"
	"testing"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// types runs a command line as somebody.
func (p person) types(t *testing.T, words ...string) (code cmdutil.ExitCode, out, said string) {
	t.Helper()
	streams, _, stdout, stderr := cmdutil.TestIO()
	f := cmdutil.New("ikpctl", streams, func(string) string { return "" })
	path := controlplane.New(t).Kubeconfig(t, p.name, p.group)
	code = cmd.Run(t.Context(), f, append(words, "--kubeconfig", path))
	return code, stdout.String(), stderr.String()
}

// opensAGate lets the wrong party and then the right one speak at a terminal.
func (w world) opensAGate(m *api.SystemMigration) {
	w.t.Helper()
	name := agency + "/" + m.Name
	code, _, said := timur.types(w.t, "measure", "approve", name, "1")
	if code != cmdutil.ExitDenied || !strings.Contains(said, "members of ikp:agency:minfin:admin do") || !strings.Contains(said, "KZ-MIG-P01") {
		w.t.Errorf("the operator approves measure 1: exit %d, %s", code, said)
	}
	code, _, said = timur.types(w.t, "measure", "approve", name, "1", "--party", "OPERATOR")
	if code != cmdutil.ExitDenied || !strings.Contains(said, "measure-01 is decided by GO, not by OPERATOR") {
		w.t.Errorf("the operator approves measure 1 for himself: exit %d, %s", code, said)
	}
	code, out, said := aigul.types(w.t, "measure", "submit", name, "1", "--evidence", "Data=12 of today")
	if code != cmdutil.ExitOK || out != name+": GO has approved measure-01\n" {
		w.t.Errorf("the owner submits measure 1: exit %d, %s%s", code, out, said)
	}
	w.reaches(m, api.StateAudited)
}
