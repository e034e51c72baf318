package inventory_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	admission "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/inventory"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }

const (
	agencyHeads = "slug,name_ru,name_kk,name_en,user_group,kind,source"
	systemHeads = "slug,name_ru,agency_slug,purpose,class,personal_data,source_url"
)

// fixture is a control plane on which a member of the migration team imports.
type fixture struct {
	t      *testing.T
	admin  client.Client
	member client.Client
	// stranger is somebody without any right.
	stranger client.Client
}

func newFixture(t *testing.T) fixture {
	t.Helper()
	cp := controlplane.New(t)
	return fixture{t: t, admin: cp.Client, member: cp.As("aigerim", "ikp:migration"), stranger: cp.As("stranger")}
}

// run is the command line `inventory import` with these arguments; it gives the
// exit code and what went to standard output and the error.
func (f fixture) run(ctx context.Context, args ...string) (cmdutil.ExitCode, string, string) {
	f.t.Helper()
	streams, _, out, _ := cmdutil.TestIO()
	factory := &cmdutil.Factory{Name: "ikpctl", IO: streams, QuietClient: func() (client.Client, error) { return f.member, nil }}
	cmd := inventory.New(factory)
	cmd.SetArgs(append([]string{"import"}, args...))
	cmd.SetOut(&bytes.Buffer{})
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	err := cmd.ExecuteContext(ctx)
	text := ""
	if err != nil {
		text = err.Error()
	}
	return cmdutil.CodeOf(err), out.String(), text
}

// imports runs an import that must succeed and gives its report.
func (f fixture) imports(files []string, more ...string) inventory.Report {
	f.t.Helper()
	code, out, text := f.run(f.t.Context(), append(append(files, "-o", "json"), more...)...)
	if code != cmdutil.ExitOK {
		f.t.Fatalf("import ended with %d: %s\n%s", code, text, out)
	}
	var r inventory.Report
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		f.t.Fatalf("the report is no JSON: %v\n%s", err, out)
	}
	return r
}

// files are the arguments that name two lists with these rows.
func files(t *testing.T, agencies, systems []string) []string {
	t.Helper()
	folder := t.TempDir()
	a, s := filepath.Join(folder, "agencies.csv"), filepath.Join(folder, "systems.csv")
	for path, rows := range map[string][]string{a: agencies, s: systems} {
		if err := os.WriteFile(path, []byte(strings.Join(rows, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return []string{"--agencies", a, "--systems", s}
}

// namespaces stand for the tenant operator: they are there before the import.
func (f fixture) namespaces(agencies ...string) {
	f.t.Helper()
	for _, a := range agencies {
		ns := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: tenancy.AgencyNamespace(a)}}
		// Tests share a control plane, and some an agency.
		if err := f.admin.Create(f.t.Context(), ns); client.IgnoreAlreadyExists(err) != nil {
			f.t.Fatal(err)
		}
	}
}

// operate stands for a tenant operator that takes its time: the namespace of an
// agency follows the agency. When it fails, the import waits in vain.
func (f fixture) operate(ctx context.Context, agency string) {
	ns := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: tenancy.AgencyNamespace(agency)}}
	_ = wait.PollUntilContextCancel(ctx, 20*time.Millisecond, true, func(ctx context.Context) (bool, error) {
		if err := f.admin.Get(ctx, client.ObjectKey{Name: agency}, &tenancy.Agency{}); err != nil {
			return false, client.IgnoreNotFound(err)
		}
		return true, f.admin.Create(ctx, ns)
	})
}

// forget removes an agency that another test wants to create.
func (f fixture) forget(agency string) {
	a := &tenancy.Agency{ObjectMeta: metav1.ObjectMeta{Name: agency}}
	// The test's own context is over by now.
	if err := f.admin.Delete(context.Background(), a); err != nil {
		f.t.Errorf("deleting agency %q: %v", agency, err)
	}
}

func (f fixture) system(agency, name string) *tenancy.InformationSystem {
	f.t.Helper()
	s := &tenancy.InformationSystem{}
	if err := f.admin.Get(f.t.Context(), client.ObjectKey{Namespace: tenancy.AgencyNamespace(agency), Name: name}, s); err != nil {
		f.t.Fatal(err)
	}
	return s
}

// refuse stands for the platform's webhook: a system of this name is not changed
// to hold no personal data. It waits until the API server has heard of it.
func (f fixture) refuse(system string) {
	f.t.Helper()
	name := "refuse-" + system
	policy := &admission.ValidatingAdmissionPolicy{ObjectMeta: metav1.ObjectMeta{Name: name}, Spec: admission.ValidatingAdmissionPolicySpec{
		MatchConstraints: &admission.MatchResources{ResourceRules: []admission.NamedRuleWithOperations{{RuleWithOperations: admission.RuleWithOperations{
			Operations: []admission.OperationType{admission.Update},
			Rule:       admission.Rule{APIGroups: []string{tenancy.GroupVersion.Group}, APIVersions: []string{"*"}, Resources: []string{"informationsystems"}},
		}}}},
		Validations: []admission.Validation{{
			Expression: "object.metadata.name != '" + system + "' || object.spec.personalData != 'No'",
			Message:    "nobody has approved that it holds no personal data (KZ-PD-12)",
		}},
	}}
	binding := &admission.ValidatingAdmissionPolicyBinding{ObjectMeta: metav1.ObjectMeta{Name: name}, Spec: admission.ValidatingAdmissionPolicyBindingSpec{
		PolicyName: name, ValidationActions: []admission.ValidationAction{admission.Deny}}}
	for _, o := range []client.Object{policy, binding} {
		if err := f.admin.Create(f.t.Context(), o); err != nil {
			f.t.Fatal(err)
		}
		f.t.Cleanup(func() { _ = f.admin.Delete(context.Background(), o) })
	}
	patch := client.RawPatch(types.MergePatchType, []byte(`{"spec":{"personalData":"No"}}`))
	controlplane.Eventually(f.t, "the API server refuses the change", func() bool {
		s := &tenancy.InformationSystem{ObjectMeta: metav1.ObjectMeta{Name: system, Namespace: tenancy.AgencyNamespace("refused")}}
		return f.admin.Patch(f.t.Context(), s, patch, client.DryRunAll) != nil
	})
}
