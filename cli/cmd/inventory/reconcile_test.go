package inventory_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/inventory"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/cmdtest"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// reconcile is the command line `inventory reconcile` with these arguments.
func reconcile(t *testing.T, member client.Client, lang string, args ...string) (cmdutil.ExitCode, string, string) {
	t.Helper()
	streams, _, out, errOut := cmdutil.TestIO()
	f := cmdutil.New("ikpctl", streams, func(name string) string { return map[string]string{"IKP_LANG": lang}[name] })
	f.Clock = clocktesting.NewFakePassiveClock(time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC))
	f.QuietClient = func() (client.Client, error) { return member, nil }
	cmd := inventory.New(f)
	cmd.SetArgs(append([]string{"reconcile"}, args...))
	cmd.SetOut(&bytes.Buffer{})
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	err := cmd.ExecuteContext(t.Context())
	text := errOut.String()
	if err != nil {
		text += err.Error()
	}
	return cmdutil.CodeOf(err), out.String(), text
}

// lists writes lists into files and gives their paths.
func lists(t *testing.T, content map[string]string) func(string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range content {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return func(name string) string { return filepath.Join(folder, name) }
}

var twoLists = map[string]string{
	"a.csv": "slug,name_ru,class,source_url\nesf,ЭСФ,1,adilet.zan.kz\nonly-a,Первая,,\n",
	"b.csv": "register_id,slug,name_ru,class,date\n77,,ИС «ЭСФ»,2,2025-05-05\n78,,Вторая,,\n79,,Личный кабинет поставщика,,\n",
}

func TestListsThatDisagreeAreToldInThreeLanguages(t *testing.T) {
	at := lists(t, twoLists)
	for _, lang := range []string{"en", "ru", "kk"} {
		code, out, text := reconcile(t, nil, lang, at("a.csv"), at("b.csv"), "--offline",
			"--source", "name=ministry,title=letter 5, annex 2,date=2026-03-01", "--source", "name=register")
		if code != cmdutil.ExitPending {
			t.Errorf("ended with %d: %s", code, text)
		}
		golden.Check(t, "reconcile."+lang+".golden", out)
	}
}

func TestTheRealListAndTheSecondOneDisagreeAsTheGoldenFileSays(t *testing.T) {
	_, out, _ := reconcile(t, nil, "en", samples+"systems.csv", samples+"register-demo.csv", "--offline", "-o", "csv")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for _, r := range rows {
		if !strings.HasPrefix(r[0], "missing from register-demo") {
			kept = append(kept, strings.Join(r[:8], " · "))
		}
	}
	golden.Check(t, "reconcile-real.golden", strings.Join(kept, "\n")+"\n")
}

func TestAListAgreesWithItself(t *testing.T) {
	at := lists(t, twoLists)
	code, _, text := reconcile(t, nil, "en", at("a.csv"), at("a.csv"), "--offline", "--source", "name=once", "--source", "name=twice")
	if code != cmdutil.ExitOK {
		t.Errorf("ended with %d: %s", code, text)
	}
}

func TestABrokenListIsNotCompared(t *testing.T) {
	at := lists(t, map[string]string{"a.csv": "slug,name_ru,class\nesf,ЭСФ,golden\n", "b.csv": "slug,name_ru\nesf,ЭСФ\n"})
	code, out, text := reconcile(t, nil, "en", at("a.csv"), at("b.csv"), "--offline")
	if code != cmdutil.ExitError || !strings.Contains(out, "golden") || !strings.Contains(text, "nothing was compared; errors in the lists: 1") {
		t.Errorf("ended with %d: %s\n%s", code, out, text)
	}
}

func TestAcceptedWordsGoIntoThePassportWithTheirSource(t *testing.T) {
	f := newFixture(t)
	f.namespaces("agrees", "differs")
	for agency, class := range map[string]tenancy.SystemClass{"agrees": tenancy.ClassFirst, "differs": tenancy.ClassThird} {
		s := builders.System("recon-"+agency, agency, func(s *tenancy.InformationSystemSpec) { s.Names.RU, s.Class = "Система "+agency, class })
		if err := f.admin.Create(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	at := lists(t, map[string]string{"register.csv": "register_id,slug,name_ru,agency_slug,class,source,date\n" +
		"R1,recon-agrees,Система agrees,agrees,1,приказ 5,2026-06-15\nR2,recon-differs,Система differs,agrees,2,приказ 6,2026-06-16\nR3,,Система новая,,,,\n"})
	code, out, text := reconcile(t, f.member, "en", at("register.csv"), "--accept", "register.csv", "--only", "differs/recon-differs", "-o", "json")
	if code != cmdutil.ExitOK {
		t.Fatalf("ended with %d: %s", code, text)
	}
	var got []map[string]string
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	want := []map[string]string{
		{"system": "differs/recon-differs", "field": "register_id", "after": "R2"},
		{"system": "differs/recon-differs", "field": "class", "before": "Third", "after": "Second"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("taken over (-want +got):\n%s", diff)
	}
	s := f.system("differs", "recon-differs")
	const signed = "list register.csv, source приказ 6, dated 2026-06-16, taken over on 2026-11-22"
	if s.Spec.Class != tenancy.ClassSecond || s.Spec.Source != "приказ 6" || s.Annotations[tenancy.AnnotationReconciled] != signed ||
		s.Annotations[tenancy.AnnotationRegisterID] != "R2" {
		t.Errorf("the passport is %+v, annotations %v", s.Spec, s.Annotations)
	}
	if s := f.system("agrees", "recon-agrees"); s.Annotations[tenancy.AnnotationReconciled] != "" {
		t.Errorf("another system was changed, too: %v", s.Annotations)
	}
	again, out, text := reconcile(t, f.member, "en", at("register.csv"), "--accept", "register.csv", "--only", "differs/recon-differs")
	if again != cmdutil.ExitOK || out != "" || !strings.Contains(text, "register.csv says nothing else than the platform.") {
		t.Errorf("the second time ended with %d: %s%s", again, out, text)
	}
}

func TestReconcileRefusesWhatCannotBeMeant(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		argv []string
		want string
	}{
		"one list without the platform": {[]string{"a.csv", "--offline"}, "one list and no platform: there is nothing to compare"},
		"more labels than lists":        {[]string{"a.csv", "--source", "name=a", "--source", "name=b"}, "--source is given 2 times for 1 lists"},
		"a list called like another":    {[]string{"x/a.csv", "y/a.csv"}, `two lists are called "a.csv": name them apart with --source name=…`},
		"a list called platform":        {[]string{"a.csv", "--source", "name=platform"}, `two lists are called "platform": name them apart with --source name=…`},
		"a day that is none":            {[]string{"a.csv", "--source", "date=2026-02-30"}, `--source "date=2026-02-30": date is no day: write YYYY-MM-DD`},
		"a word that nobody knows":      {[]string{"a.csv", "--source", "colour=red"}, `--source "colour=red": write name=…,title=…,date=YYYY-MM-DD`},
		"an empty name":                 {[]string{"a.csv", "--source", "name="}, `--source "name=" leaves the name empty`},
		"accepting a list there is not": {[]string{"a.csv", "--accept", "b.csv"}, `--accept "b.csv" names none of the lists`},
		"accepting without the platform": {[]string{"a.csv", "b.csv", "--offline", "--accept", "b.csv"},
			"--accept writes to the platform: leave --offline out"},
		"naming systems without accepting": {[]string{"a.csv", "--only", "minfin/esf"}, "--only and --dry-run go with --accept"},
		"nothing wrong":                    {[]string{"a.csv", "--source", "title=letter 5, annex 2,name=a,date=2026-03-01"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := inventory.NewReconcile(cmdtest.Factory(), func(*inventory.ReconcileOptions) error { return nil })
			if diff := cmp.Diff(tc.want, cmdtest.Parse(t, c, tc.argv...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
