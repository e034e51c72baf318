package cmd_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/cli/cmd"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// completes is what a shell is offered for the words, without descriptions. The
// last line is the directive.
func (p person) completes(words ...string) []string {
	p.t.Helper()
	streams, _, out, _ := cmdutil.TestIO()
	f := cmdutil.New("ikpctl", streams, func(string) string { return "" })
	argv := append([]string{"__completeNoDesc", "--kubeconfig", p.kubeconfig}, words...)
	if code := cmd.Run(p.t.Context(), f, argv); code != cmdutil.ExitOK {
		p.t.Fatalf("completing %q ended with %d", words, code)
	}
	return strings.Fields(out.String())
}

func TestCompletion(t *testing.T) {
	t.Parallel()
	namespaceOfAgency(t, "comp")
	namespaceOfEnvironment(t, "comp", "esf", "prod")
	root, stranger := somebody(t, "root", "system:masters"), somebody(t, "stranger")
	root.must("agency create comp --kind ministry")
	root.must("system create comp-esf -a comp --segment G2G")
	root.must("env create prod -a comp --system comp-esf --type test")
	const noFiles, noSpace = ":4", ":6"
	for name, tc := range map[string]struct {
		who   person
		words []string
		want  []string
	}{
		"a system of a named agency":          {root, []string{"system", "show", "-a", "comp", ""}, []string{"comp-esf", noFiles}},
		"a system below its agency":           {root, []string{"system", "show", "comp/"}, []string{"comp/comp-esf", noFiles}},
		"an environment below its agency":     {root, []string{"vm", "show", "comp/"}, []string{"comp/prod/", noSpace}},
		"no machine where there is none":      {root, []string{"vm", "show", "comp/prod/"}, []string{noFiles}},
		"nothing without an environment":      {root, []string{"vm", "show", "-a", "comp", ""}, []string{noFiles}},
		"nothing for somebody without rights": {stranger, []string{"system", "show", "comp/"}, []string{noFiles}},
		"no environments either":              {stranger, []string{"vm", "show", "comp/"}, []string{noSpace}},
		"the kinds that can be asked about": {stranger, []string{"why", ""}, []string{
			"agency/", "assessment/", "budget/", "clearance/", "dc/", "env/", "exception/", "host/", "image/", "integration/", "machine-type/", "migration/", "quota/", "statement/", "system/", "tariff/", "vm/", noSpace}},
		"the names of a kind": {root, []string{"why", "system/comp/"}, []string{"system/comp/comp-esf", noFiles}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, tc.who.completes(tc.words...)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got := root.completes("vm", "show", ""); got[len(got)-1] != noSpace || !strings.Contains(strings.Join(got, " "), "comp/") {
		t.Errorf("the agencies are not offered: %v", got)
	}
}
