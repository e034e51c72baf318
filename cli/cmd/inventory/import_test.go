package inventory_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/inventory"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

func TestImportTwiceChangesNothingTheSecondTime(t *testing.T) {
	f := newFixture(t)
	f.namespaces("twice")
	lists := files(t,
		[]string{agencyHeads, "twice,Дважды,Екі,Twice,1,quasi-state,gov.kz"},
		[]string{systemHeads, "twice-esf,ЭСФ,twice,счета,First,да: ИИН,zan.kz"})
	first := f.imports(lists)
	want := inventory.Report{
		Agencies: inventory.Count{Created: 1}, Systems: inventory.Count{Created: 1}, ParticipationByRule: 1, Kept: []inventory.Kept{},
	}
	first.Problems = nil
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("first report (-want +got):\n%s", diff)
	}
	second := f.imports(lists)
	want.Agencies, want.Systems = inventory.Count{Unchanged: 1}, inventory.Count{Unchanged: 1}
	second.Problems = nil
	if diff := cmp.Diff(want, second); diff != "" {
		t.Errorf("second report (-want +got):\n%s", diff)
	}
	wantSpec := tenancy.InformationSystemSpec{
		Names: tenancy.Names{RU: "ЭСФ"}, Purpose: "счета", Class: tenancy.ClassFirst,
		PersonalData: tenancy.PersonalDataYes, PersonalDataNote: "ИИН", Source: "zan.kz",
	}
	if diff := cmp.Diff(wantSpec, f.system("twice", "twice-esf").Spec); diff != "" {
		t.Errorf("passport (-want +got):\n%s", diff)
	}
}

func TestThePlatformKnowsEveryWordThatListsMayUse(t *testing.T) {
	f := newFixture(t)
	f.namespaces("word-1")
	agencies := []string{agencyHeads + ",parent,participation"}
	for i, kind := range []string{"ministry", "committee", "security", "president-body", "judicial-constitutional", "akimat-region", "akimat-city", "quasi-state"} {
		word := []string{"Mandatory", "Voluntary", "Unknown"}[i%3]
		agencies = append(agencies, fmt.Sprintf("word-%d,А,Б,C,%d,%s,gov.kz,,%s", i, i%5+1, kind, word))
	}
	systems := []string{systemHeads + ",category,segment,dependencies,name_kk,name_en"}
	for i, category := range []string{"TypicalService", "HighPriority", "Priority", "NonPriority", "NotMoved"} {
		class, segment := []string{"First", "Second", "Third"}[i%3], []string{"G2G", "G2C&B"}[i%2]
		personal := []string{"да: ИИН", "нет", ""}[i%3]
		systems = append(systems, fmt.Sprintf("word-sys-%d,А,word-1,Б,%s,%s,zan.kz,%s,%s,word-sys-%d,Қ,E", i, class, personal, category, segment, (i+1)%5))
	}
	r := f.imports(files(t, agencies, systems))
	if r.Agencies.Created != 8 || r.Systems.Created != 5 {
		t.Errorf("report = %+v, want eight agencies and five systems created", r)
	}
	want := tenancy.InformationSystemSpec{
		Names: tenancy.Names{RU: "А", KK: "Қ", EN: "E"}, Purpose: "Б", Category: tenancy.CategoryHighPriority, Class: tenancy.ClassSecond,
		Segment: tenancy.SegmentG2CB, PersonalData: tenancy.PersonalDataNo, Source: "zan.kz",
		Dependencies: []tenancy.SystemReference{{Agency: "word-1", Name: "word-sys-2"}},
	}
	if diff := cmp.Diff(want, f.system("word-1", "word-sys-1").Spec); diff != "" {
		t.Errorf("passport (-want +got):\n%s", diff)
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	f := newFixture(t)
	r := f.imports(files(t,
		[]string{agencyHeads, "dry,Сухо,Құрғақ,Dry,1,ministry,gov.kz"},
		[]string{systemHeads, "dry-esf,ЭСФ,dry,,,,"}), "--dry-run")
	if r.Agencies.Created != 1 || r.Systems.Created != 1 || !r.DryRun {
		t.Errorf("report = %+v, want one agency and one system that an import would create", r)
	}
	f.wantNoAgency("dry")
}

func TestABrokenListLeavesThePlatformUntouched(t *testing.T) {
	f := newFixture(t)
	code, out, text := f.run(t.Context(), files(t,
		[]string{agencyHeads, "broken,Сломано,,,1,ministry,gov.kz"},
		[]string{systemHeads, "broken-esf,=cmd(),broken,,,,"})...)
	if code != cmdutil.ExitError || text != "nothing was imported; errors in the files: 1" {
		t.Errorf("import ended with %d %q, want 1 and that nothing was imported", code, text)
	}
	for _, word := range []string{"systems.csv", "name_ru", "=cmd()", "formula"} {
		if !strings.Contains(out, word) {
			t.Errorf("the list of problems lacks %q:\n%s", word, out)
		}
	}
	wantOnlyReasons(t, out)
	f.wantNoAgency("broken")
}

func TestAFileOf100MBIsRefusedWithoutReadingItAll(t *testing.T) {
	f := newFixture(t)
	lists := files(t, []string{agencyHeads}, []string{systemHeads, "large-esf,ЭСФ,,,,,"})
	if err := os.Truncate(lists[1], 100<<20); err != nil {
		t.Fatal(err)
	}
	code, out, _ := f.run(t.Context(), lists...)
	if code != cmdutil.ExitError || !strings.Contains(out, "is larger than 16 MiB") {
		t.Errorf("import ended with %d, want 1 and the limit:\n%s", code, out)
	}
}

func TestAFieldThatAPersonHasFilledIsKept(t *testing.T) {
	f := newFixture(t)
	f.namespaces("kept")
	agencies := []string{agencyHeads, "kept,Оставлено,Қалды,Kept,1,ministry,gov.kz"}
	f.imports(files(t, agencies, []string{systemHeads, "kept-esf,ЭСФ,kept,счета,,,zan.kz"}))
	s := f.system("kept", "kept-esf")
	s.Spec.Purpose, s.Spec.Class = "чужие слова", tenancy.ClassThird
	if err := f.admin.Update(t.Context(), s, client.FieldOwner("person")); err != nil {
		t.Fatal(err)
	}
	r := f.imports(files(t, agencies, []string{systemHeads, "kept-esf,ЭСФ новая,kept,счета,,,zan.kz"}))
	want := []inventory.Kept{{
		File: "systems.csv", Row: 2, Column: "purpose", Object: "informationsystem/kept-esf", Value: "счета",
		By: `"person" using tenancy.ikp.gov.kz/v1alpha1`,
	}}
	for i := range r.Kept {
		// The API server adds when the person did it.
		r.Kept[i].By, _, _ = strings.Cut(r.Kept[i].By, " at ")
	}
	if diff := cmp.Diff(want, r.Kept); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	got := f.system("kept", "kept-esf").Spec
	if got.Purpose != "чужие слова" || got.Class != tenancy.ClassThird || got.Names.RU != "ЭСФ новая" || r.Systems.Updated != 1 {
		t.Errorf("passport = %+v, report %+v: want the person's purpose and class, and the list's new name", got, r.Systems)
	}
}

func TestARefusalOfThePlatformImportsNothing(t *testing.T) {
	f := newFixture(t)
	f.namespaces("refused")
	agencies := []string{agencyHeads, "refused,Отказ,Бас,Refused,1,ministry,gov.kz"}
	f.imports(files(t, agencies, []string{systemHeads, "refused-esf,ЭСФ,refused,,,да,"}))
	f.refuse("refused-esf")
	changed := []string{agencyHeads, "refused,Другое имя,Бас,Refused,1,ministry,gov.kz"}
	code, out, text := f.run(t.Context(), files(t, changed, []string{systemHeads, "refused-esf,ЭСФ,refused,,,нет,"})...)
	if code != cmdutil.ExitError || text != "nothing was imported; refusals of the platform: 1" || !strings.Contains(out, "KZ-PD-12") {
		t.Errorf("import ended with %d %q, want 1 and the rule:\n%s", code, text, out)
	}
	wantOnlyReasons(t, out)
	a := &tenancy.Agency{}
	if err := f.admin.Get(t.Context(), client.ObjectKey{Name: "refused"}, a); err != nil || a.Spec.Names.RU != "Отказ" {
		t.Errorf("agency = %+v (%v), want it unchanged", a.Spec.Names, err)
	}
}

func TestASystemStaysWithTheAgencyThatHasIt(t *testing.T) {
	f := newFixture(t)
	f.namespaces("unassigned", "heir")
	t.Cleanup(func() { f.forget("unassigned") })
	agencies := []string{agencyHeads, "heir,Наследник,Мұрагер,Heir,1,ministry,gov.kz"}
	f.imports(files(t, agencies, []string{systemHeads, "orphan,Сирота,,,,,"}))
	r := f.imports(files(t, agencies, []string{systemHeads, "orphan,Сирота,heir,,,,"}))
	if len(r.Kept) != 1 || r.Kept[0].Column != "agency_slug" || r.Kept[0].By != "stays with agency unassigned; an import moves no system" {
		t.Errorf("kept = %+v, want the owner", r.Kept)
	}
	f.system("unassigned", "orphan")
}

func TestAForeignSystemOfTheSameNameIsAnother(t *testing.T) {
	f := newFixture(t)
	f.namespaces("maker", "lister")
	if err := f.admin.Create(t.Context(), builders.System("portal", "maker", nil)); err != nil {
		t.Fatal(err)
	}
	r := f.imports(files(t,
		[]string{agencyHeads, "lister,А,Б,C,1,ministry,gov.kz"},
		[]string{systemHeads, "portal,Портал,lister,,,,"}))
	if r.Systems.Created != 1 || len(r.Kept) != 0 {
		t.Errorf("report = %+v, want a system of its own", r)
	}
	f.system("lister", "portal")
}

func TestImportSaysWhichNamespaceItWaitsForInVain(t *testing.T) {
	f := newFixture(t)
	code, _, text := f.run(t.Context(), append(files(t,
		[]string{agencyHeads, "slow,А,Б,C,1,ministry,gov.kz"},
		[]string{systemHeads, "slow-esf,Портал,slow,,,,"}), "--timeout", "1s")...)
	if code != cmdutil.ExitError || !strings.Contains(text, `waiting for namespace "agency-slow"`) {
		t.Errorf("import ended with %d %q, want 1 and the namespace", code, text)
	}
}

func TestImportWaitsForTheNamespacesOfNewAgencies(t *testing.T) {
	f := newFixture(t)
	go f.operate(t.Context(), "late")
	r := f.imports(files(t,
		[]string{agencyHeads, "late,А,Б,C,1,ministry,gov.kz"},
		[]string{systemHeads, "late-esf,Портал,late,,,,"}))
	if r.Systems.Created != 1 {
		t.Errorf("report = %+v, want a created system", r)
	}
}

func TestImportDemandsBothLists(t *testing.T) {
	f := newFixture(t)
	_, _, text := f.run(t.Context(), "--agencies", "agencies.csv")
	if want := `required flag(s) "systems" not set`; text != want {
		t.Errorf("error = %q, want %q", text, want)
	}
}

func TestAStrangerIsDenied(t *testing.T) {
	f := newFixture(t)
	f.member = f.stranger
	lists := files(t,
		[]string{agencyHeads, "denied,А,Б,C,1,ministry,gov.kz"},
		[]string{systemHeads, "denied-esf,Портал,denied,,,,"})
	for _, argv := range [][]string{lists, append(lists, "--dry-run")} {
		code, out, _ := f.run(t.Context(), argv...)
		if code != cmdutil.ExitDenied || out != "" {
			t.Errorf("import ended with %d and said %q, want 3 and nothing", code, out)
		}
	}
}

// wantOnlyReasons: nothing was imported, so nothing is told but why.
func wantOnlyReasons(t *testing.T, out string) {
	t.Helper()
	for _, title := range []string{"Imported", "an import would come to this", "Gaps", "Kept"} {
		if strings.Contains(out, title) {
			t.Errorf("a refused import says %q:\n%s", title, out)
		}
	}
}

func (f fixture) wantNoAgency(name string) {
	f.t.Helper()
	err := f.admin.Get(f.t.Context(), client.ObjectKey{Name: name}, &tenancy.Agency{})
	if !apierrors.IsNotFound(err) {
		f.t.Errorf("reading agency %q gave %v, want that it is not there", name, err)
	}
}
