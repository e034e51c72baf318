package plan

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/calendar"
	"github.com/govtech-kz/ikp/cli/cmd/programme"
	"github.com/govtech-kz/ikp/cli/cmd/wave"
	"github.com/govtech-kz/ikp/cli/cmd/why"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/install"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }

// somebody runs command lines as a member of groups.
type somebody struct {
	t          *testing.T
	kubeconfig string
}

func as(t *testing.T, name string, groups ...string) somebody {
	t.Helper()
	return somebody{t, controlplane.New(t).Kubeconfig(t, name, groups...)}
}

// types gives what a command line prints to the screen and as talk.
func (s somebody) types(line string) (out, talk string, err error) {
	s.t.Helper()
	streams, _, o, e := cmdutil.TestIO()
	f := cmdutil.New("ikpctl", streams, func(string) string { return "" })
	f.Clock = clocktesting.NewFakePassiveClock(now)
	root := &cobra.Command{Use: "ikpctl", SilenceErrors: true, SilenceUsage: true}
	f.AddFlags(root.PersistentFlags())
	root.AddCommand(New(f), wave.New(f), calendar.New(f), programme.New(f), why.New(f))
	root.SetArgs(append(strings.Fields(line), "--kubeconfig", s.kubeconfig))
	err = root.ExecuteContext(s.t.Context())
	return o.String(), e.String(), err
}

func (s somebody) must(line string) string {
	s.t.Helper()
	out, _, err := s.types(line)
	if err != nil {
		s.t.Fatalf("%s: %v", line, err)
	}
	return out
}

// found creates the sample programme with its calendar, and two ministries.
func found(t *testing.T) client.Client {
	t.Helper()
	c := controlplane.New(t).Client
	raw, err := os.ReadFile("../../../config/samples/programme.yaml")
	if err != nil {
		t.Fatal(err)
	}
	samples, err := install.Decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range samples {
		if err := c.Create(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	for _, agency := range []string{"minfin", "moa"} {
		for _, o := range []client.Object{
			builders.Agency(agency, nil),
			&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: tenancy.AgencyNamespace(agency), Labels: map[string]string{tenancy.LabelAgency: agency}}},
			builders.System("esf", agency, nil), builders.System("treasury", agency, nil),
		} {
			if err := c.Create(t.Context(), o); err != nil {
				t.Fatal(err)
			}
		}
	}
	return c
}

// admits stands for the tenant operator, which lets the ministry's people in.
func admits(t *testing.T, c client.Client) {
	t.Helper()
	if err := c.Create(t.Context(), &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Namespace: "agency-minfin", Name: "admin"},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "ikp-agency-admin"},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.GroupKind, Name: "ikp:agency:minfin:admin"}},
	}); err != nil {
		t.Fatal(err)
	}
}

func TestFromTheObjectsToTheAgencysPlanAndBack(t *testing.T) {
	c := found(t)
	admits(t, c)
	team, clerk := as(t, "team", "ikp:migration"), as(t, "clerk", "ikp:agency:minfin:admin")
	if _, talk, err := team.types("plan propose --apply"); err != nil || !strings.HasPrefix(talk, "3 plans and waves written") && !strings.HasPrefix(talk, "4 plans and waves written") {
		t.Fatalf("applying says %q, %v", talk, err)
	}
	for line, want := range map[string]string{
		"plan list":                              "minfin   minfin   move-2026",
		"plan show minfin":                       "Plan of minfin in programme move-2026  not agreed yet",
		"plan show minfin --gantt":               "esf       ",
		"plan show moa -o yaml":                  "kind: MigrationPlan",
		"wave list":                              "move-2026-w01   move-2026",
		"wave show move-2026-w01":                "minfin/esf",
		"calendar list":                          "kazakhstan",
		"calendar show kazakhstan --lang kk":     "Тәуелсіздік күні",
		"programme list":                         "move-2026   2026-01-01",
		"programme status":                       "Programme move-2026: 4 systems registered",
		"programme burndown":                     "plans agreed: 0 of 2",
		"programme rehearse --runs 20":           "20 simulated runs of programme move-2026, seed 1",
		"plan simulate --set team/minfin=1":      "systems would go live on another day",
		"plan propose --programme move-2026":     "4 systems in",
		"why system/minfin/esf -o json":          `"cutover": "202`,
		"plan simulate --set cutovers=1 -o json": `"finishBefore"`,
	} {
		out, _, err := team.types(line)
		if err != nil && !strings.HasPrefix(line, "why") || !strings.Contains(out, want) {
			t.Errorf("%s does not show %q (%v):\n%s", line, want, err, out)
		}
	}
	if got := clerk.must("plan show minfin"); !strings.Contains(got, "treasury") {
		t.Errorf("the agency's own people do not see their plan:\n%s", got)
	}
	if _, _, err := clerk.types("plan show moa"); cmdutil.CodeOf(err) != cmdutil.ExitDenied {
		t.Errorf("the agency's people see another's plan: %v", err)
	}
	file := filepath.Join(t.TempDir(), "minfin.pdf")
	clerk.must("plan export minfin --format pdf --lang kk -o " + file)
	if raw, err := os.ReadFile(file); err != nil || !bytes.HasPrefix(raw, []byte("%PDF-")) {
		t.Errorf("the export is no PDF: %v", err)
	}
	keepsWhatIsAgreed(t, c, team)
}

// keepsWhatIsAgreed plans anew after an agency has agreed: its plan stays.
func keepsWhatIsAgreed(t *testing.T, c client.Client, team somebody) {
	t.Helper()
	p := &api.MigrationPlan{}
	key := client.ObjectKey{Namespace: "agency-minfin", Name: "minfin"}
	if err := c.Get(t.Context(), key, p); err != nil {
		t.Fatal(err)
	}
	p.Spec.Items[0].Wave = "by-hand"
	if err := c.Update(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	status := kit.StatusWriter{Client: c, Owner: "test", Clock: clocktesting.NewFakePassiveClock(now)}
	if err := status.Apply(t.Context(), p, kit.Report{Conditions: []metav1.Condition{kit.True(api.ConditionAgreed, api.ReasonAgreed, "agreed")}}); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ line, wave string }{
		{"plan propose --apply", "by-hand"}, {"plan propose --apply --replace-agreed", "move-2026-w01"},
	} {
		team.must(step.line)
		if err := c.Get(t.Context(), key, p); err != nil {
			t.Fatal(err)
		}
		if got := p.Spec.Items[0].Wave; got != step.wave {
			t.Errorf("%s leaves wave %q, want %q", step.line, got, step.wave)
		}
	}
}
