package cmd_test

import (
	"os"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }

// person is somebody at a terminal.
type person struct {
	t          *testing.T
	kubeconfig string
}

// answer is what a command line gave.
type answer struct {
	code     cmdutil.ExitCode
	out, err string
}

func somebody(t *testing.T, name string, groups ...string) person {
	t.Helper()
	return person{t: t, kubeconfig: controlplane.New(t).Kubeconfig(t, name, groups...)}
}

// types runs a command line, in the language of lang if that is given.
func (p person) types(line string, env ...string) answer {
	p.t.Helper()
	words, err := split(line)
	if err != nil {
		p.t.Fatal(err)
	}
	streams, _, out, errOut := cmdutil.TestIO()
	f := cmdutil.New("ikpctl", streams, func(name string) string {
		for _, e := range env {
			if value, ok := strings.CutPrefix(e, name+"="); ok {
				return value
			}
		}
		return ""
	})
	code := cmd.Run(p.t.Context(), f, append(words, "--kubeconfig", p.kubeconfig))
	return answer{code, out.String(), errOut.String()}
}

// must runs a command line that has to succeed and gives what it printed.
func (p person) must(line string) string {
	p.t.Helper()
	a := p.types(line)
	if a.code != cmdutil.ExitOK {
		p.t.Fatalf("%s\nended with %d: %s", line, a.code, a.err)
	}
	return a.out
}

// namespaceOfAgency stands for the tenant operator.
func namespaceOfAgency(t *testing.T, agency string) {
	t.Helper()
	namespace(t, tenancy.AgencyNamespace(agency), map[string]string{tenancy.LabelAgency: agency})
}

// namespaceOfEnvironment stands for the tenant operator.
func namespaceOfEnvironment(t *testing.T, agency, system, environment string) {
	t.Helper()
	namespace(t, tenancy.WorkloadNamespace(agency, environment), map[string]string{
		tenancy.LabelAgency: agency, tenancy.LabelSystem: system, tenancy.LabelEnvironment: environment,
		tenancy.LabelEnvironmentType: string(tenancy.EnvironmentProduction),
	})
}

func namespace(t *testing.T, name string, labels map[string]string) {
	t.Helper()
	ns := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}}
	if err := controlplane.New(t).As(compute.UserOperators).Create(t.Context(), ns); err != nil {
		t.Fatal(err)
	}
}
