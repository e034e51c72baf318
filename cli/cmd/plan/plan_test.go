package plan

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/internal/gantt"
	"github.com/govtech-kz/ikp/internal/text"
)

var now = time.Date(2026, 11, 22, 20, 0, 0, 0, time.UTC) // the 23rd in Kazakhstan

const world = "../../cmdutil/planned/testdata/world.yaml"

// run gives what a command prints, or its error.
func run(t *testing.T, lang string, command func(*cmdutil.Factory) *cobra.Command, argv ...string) (string, error) {
	t.Helper()
	streams, _, out, _ := cmdutil.TestIO()
	f := cmdutil.New("ikpctl", streams, func(name string) string {
		if name == "IKP_LANG" {
			return lang
		}
		return ""
	})
	f.Clock = clocktesting.NewFakePassiveClock(now)
	c := command(f)
	c.SetArgs(append([]string{}, argv...)) // nil would be the test's own
	c.SilenceErrors, c.SilenceUsage = true, true
	err := c.ExecuteContext(t.Context())
	return out.String(), err
}

func propose(f *cmdutil.Factory) *cobra.Command  { return NewPropose(f, nil) }
func simulate(f *cmdutil.Factory) *cobra.Command { return NewSimulate(f, nil) }
func defaults(f *cmdutil.Factory) *cobra.Command { return NewDefaults(f, nil) }

func TestPages(t *testing.T) {
	for name, tc := range map[string]struct {
		command func(*cmdutil.Factory) *cobra.Command
		argv    []string
	}{
		"propose":  {propose, []string{"-f", world}},
		"simulate": {simulate, []string{"-f", world, "--set", "team/minfin=2", "--set", "freeze=2027-03-01..2027-03-20"}},
		"defaults": {defaults, nil},
	} {
		for _, lang := range []string{"en", "ru", "kk"} {
			t.Run(name+" in "+lang, func(t *testing.T) {
				got, err := run(t, lang, tc.command, tc.argv...)
				if err != nil {
					t.Fatal(err)
				}
				golden.Check(t, name+"."+lang+".txt", got)
			})
		}
	}
}

func TestTheSameObjectsAreTheSamePlanByteForByte(t *testing.T) {
	for _, format := range []string{"yaml", "json"} {
		first, err := run(t, "en", propose, "-f", world, "-o", format)
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "propose."+format, first)
		for range 3 {
			if again, err := run(t, "ru", propose, "-f", world, "-o", format); err != nil || again != first {
				t.Fatalf("another run gave another plan (%v):\n%s", err, cmp.Diff(first, again))
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	for name, tc := range map[string]struct {
		command func(*cmdutil.Factory) *cobra.Command
		argv    []string
		want    string
	}{
		"a simulation of nothing":              {simulate, []string{"-f", world}, "what shall be different? name at least one change with --set KEY=VALUE"},
		"a change that is none":                {simulate, []string{"-f", world, "--set", "end=soon"}, `"end=soon": want a day, YYYY-MM-DD`},
		"a day that is none":                   {propose, []string{"-f", world, "--day", "soon"}, `--day "soon": write a day as YYYY-MM-DD`},
		"a file that is not there":             {propose, []string{"-f", "nowhere.yaml"}, "open nowhere.yaml: no such file or directory"},
		"a file without a programme":           {propose, []string{"-f", "../../../config/samples/platform.yaml"}, "no such programme: the files hold 0 MigrationProgrammes, want one"},
		"writing what was planned from a file": {propose, []string{"-f", world, "--apply"}, "--apply writes what is planned from the control plane: leave --filename out"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := run(t, "en", tc.command, tc.argv...); err == nil || err.Error() != tc.want {
				t.Errorf("says %v, want %s", err, tc.want)
			}
		})
	}
}

// approved is the plan of a ministry that has agreed to it.
func approved() agencyPlan {
	p := &api.MigrationPlan{ObjectMeta: metav1.ObjectMeta{Name: "minfin"}, Spec: api.MigrationPlanSpec{Programme: "move", Items: []api.PlanItem{
		{System: "esf", Wave: "move-w02", Preparation: "2026-12-01", Replication: "2027-01-15", Testing: "2027-01-20", Cutover: "2027-02-20", Decommission: "2027-04-01",
			BindingConstraint: "Preparation: Resource team/minfin; Calendar working/New Year; Predecessor minfin/treasury/Cutover"},
		{System: "treasury", Preparation: "2026-03-02", Replication: "2026-05-01", Testing: "2026-06-01", Cutover: "2026-07-01", Decommission: "2026-07-01",
			BindingConstraint: "because the minister said so"},
	}}}
	p.Status = api.MigrationPlanStatus{ContentHash: strings.Repeat("ab", 32), Published: 1, Late: 1, Conditions: []metav1.Condition{
		{Type: api.ConditionAgreed, Status: "True", LastTransitionTime: metav1.NewTime(now)}}}
	return agencyPlan{p, map[string]api.State{"treasury": api.StateClosed}}
}

func viewIn(l text.Language) view {
	return view{words: planned.Words{Catalogue: text.For(l)}, today: "2026-11-23"}
}

func TestShow(t *testing.T) {
	for _, l := range text.Languages() {
		t.Run(string(l), func(t *testing.T) {
			var page strings.Builder
			if err := viewIn(l).write(&page, approved()); err != nil {
				t.Fatal(err)
			}
			golden.Check(t, "show."+string(l)+".txt", page.String())
			chart, err := gantt.Terminal(viewIn(l).chart(approved()), 90)
			if err != nil {
				t.Fatal(err)
			}
			golden.Check(t, "gantt."+string(l)+".txt", chart)
			drawing, err := gantt.SVG(viewIn(l).chart(approved()))
			if err != nil {
				t.Fatal(err)
			}
			golden.Check(t, "gantt."+string(l)+".svg", drawing)
		})
	}
}

func TestExportsAreTheSameBytes(t *testing.T) {
	for _, l := range []text.Language{text.Russian, text.Kazakh} {
		d, err := viewIn(l).document(approved(), now)
		if err != nil {
			t.Fatal(err)
		}
		var pdf, again, book, bookAgain bytes.Buffer
		for _, write := range []func() error{
			func() error { return d.PDF(&pdf) }, func() error { return d.PDF(&again) },
			func() error { return d.XLSX(&book) }, func() error { return d.XLSX(&bookAgain) },
		} {
			if err := write(); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(pdf.Bytes(), again.Bytes()) || !bytes.Equal(book.Bytes(), bookAgain.Bytes()) || d.Language != string(l) {
			t.Errorf("two exports in %s differ, or are in %s", l, d.Language)
		}
		blocks, err := json.MarshalIndent(d, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "export."+string(l)+".json", string(blocks)+"\n")
	}
}
