package cmd_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
)

// audited is an agency with two systems.
func audited(t *testing.T, agency string) person {
	t.Helper()
	namespaceOfAgency(t, agency)
	root := somebody(t, "root", "system:masters")
	root.must("agency create " + agency + " --kind ministry")
	root.must("system create esf -a " + agency + " --segment G2G")
	root.must("system create old -a " + agency + " --segment G2G")
	return root
}

func TestTheQuestionnaireSpeaksThreeLanguages(t *testing.T) {
	t.Parallel()
	p := somebody(t, "anybody")
	for _, lang := range []string{"en", "ru", "kk"} {
		golden.Check(t, "questionnaire."+lang+".golden", p.must("assessment questionnaire --lang "+lang))
	}
	if got := p.must("assessment questionnaire -o csv"); !strings.HasPrefix(got, "system,operating-system,virtual,") {
		t.Errorf("the empty sheet begins with %q", got)
	}
}

func TestAnAuditFromTheFirstAnswerToTheDecision(t *testing.T) {
	t.Parallel()
	audited(t, "audit")
	member := somebody(t, "aigerim", "ikp:migration")
	for _, step := range []struct{ line, want string }{
		{"assessment answer audit/esf --set sources=nobody --set use=clerks", "audit/esf   created           8     12   Replace"},
		{"assessment answer audit/esf --set sources=nobody", "audit/esf   unchanged           8     12   Replace"},
		{"assessment answer esf -a audit --set sources=unknown", "audit/esf   changed           8     13   Move"},
		{"assessment answer audit/esf --set sources=supplier --function 'учёт счетов'", "audit/esf   changed          11     12   Rewrite"},
		{"assessment risk audit/esf --question sources --mitigation 'a new contract'", "audit/esf   changed          11     12   Rewrite"},
		{"assessment decide audit/esf Rewrite", "audit/esf   changed          11     12   Rewrite"},
	} {
		if got := member.must(step.line); !strings.Contains(got, step.want) {
			t.Errorf("%s does not show %q:\n%s", step.line, step.want, got)
		}
	}
	for _, lang := range []string{"en", "ru", "kk"} {
		golden.Check(t, "assessment."+lang+".golden", member.must("assessment show audit/esf --lang "+lang))
	}
	if got := member.must("assessment list -a audit"); !strings.Contains(got, "Rewrite") {
		t.Errorf("the list does not show the decision:\n%s", got)
	}
}

func TestWhatTheAuditDoesNotTake(t *testing.T) {
	t.Parallel()
	root := audited(t, "untaken")
	for line, want := range map[string]answer{
		"assessment answer untaken/esf --set sources=moon":             {code: cmdutil.ExitUsage, err: `"moon" is none of the answers; choose of state-repository, agency, supplier, nobody, unknown`},
		"assessment answer untaken/esf --set weather=fine":             {code: cmdutil.ExitUsage, err: `"weather" is a question nobody asks`},
		"assessment answer untaken/esf --set sources":                  {code: cmdutil.ExitUsage, err: "write QUESTION=ANSWER"},
		"assessment answer untaken/esf":                                {code: cmdutil.ExitUsage, err: "nothing is answered"},
		"assessment answer --set sources=agency":                       {code: cmdutil.ExitUsage, err: "of which system?"},
		"assessment answer untaken/ghost --set sources=agency":         {code: cmdutil.ExitError, err: "ghost"},
		"assessment answer -f answers.csv --set sources=agency":        {code: cmdutil.ExitUsage, err: "a file names its systems"},
		"assessment decide untaken/esf move":                           {code: cmdutil.ExitUsage, err: "choose of Move, Rewrite, Replace, WriteOff, Stay"},
		"assessment risk untaken/esf --mitigation nothing":             {code: cmdutil.ExitUsage, err: "which risk?"},
		"assessment risk untaken/esf --question weather":               {code: cmdutil.ExitUsage, err: "a question nobody asks"},
		"assessment show untaken/old":                                  {code: cmdutil.ExitError, err: "not found"},
		"assessment answer -f answers.txt":                             {code: cmdutil.ExitError, err: "answers.txt"},
		"assessment risk untaken/esf --text fire --level Catastrophic": {code: cmdutil.ExitError, err: "Unsupported value"},
	} {
		got := root.types(line)
		if got.code != want.code || !strings.Contains(got.err, want.err) {
			t.Errorf("%s ended with %d, want %d and %q:\n%s", line, got.code, want.code, want.err, got.err)
		}
	}
}

func TestASheetIsTakenAsAWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	root := audited(t, "sheets")
	folder := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	broken := write("broken.csv", "system,sources\nsheets/esf,agency\nsheets/ghost,agency\n")
	a := root.types("assessment answer -f " + broken)
	if a.code != cmdutil.ExitError || !strings.Contains(a.out, "broken.csv     3   system   sheets/ghost   does not exist") {
		t.Errorf("ended with %d:\n%s%s", a.code, a.out, a.err)
	}
	if got := root.types("assessment show sheets/esf"); got.code != cmdutil.ExitError {
		t.Errorf("a refused sheet has written:\n%s", got.out)
	}
	good := write("good.csv", "system,sources,functions,disposition\nsheets/esf,agency,a;b,Move\nsheets/old,nobody,,\n")
	for _, want := range []string{
		"SYSTEM       OUTCOME   READINESS   OPEN   SPEAKS FOR\nsheets/esf   created           6     13   Move\nsheets/old   created           0     13   Replace\n",
		"SYSTEM       OUTCOME     READINESS   OPEN   SPEAKS FOR\nsheets/esf   unchanged           6     13   Move\nsheets/old   unchanged           0     13   Replace\n",
	} {
		if diff := cmp.Diff(want, root.must("assessment answer -f "+good)); diff != "" {
			t.Error(diff)
		}
	}
	list := write("more.yaml", "- system: sheets/old\n  answers: {sources: supplier}\n  functions: [учёт]\n")
	if got := root.must("assessment answer -o json -f " + list); !strings.Contains(got, `"outcome": "changed"`) {
		t.Errorf("the list was not taken:\n%s", got)
	}
	odd := write("odd.yaml", "- system: sheets/old\n  answer: {sources: supplier}\n")
	if got := root.types("assessment answer -f " + odd); got.code != cmdutil.ExitError || !strings.Contains(got.err, `unknown field`) {
		t.Errorf("a list with an unknown field ended with %d:\n%s", got.code, got.err)
	}
}

func TestDuplicatesOfDifferentOwnersAreListed(t *testing.T) {
	t.Parallel()
	root := audited(t, "twin-a")
	namespaceOfAgency(t, "twin-b")
	root.must("agency create twin-b --kind ministry")
	const purpose = "'выдача ветеринарных паспортов, учет вакцинации животных'"
	root.must("system create vet -a twin-a --name-ru Один --purpose " + purpose)
	root.must("system create vet -a twin-b --name-ru Два --purpose " + purpose)
	root.must("system create other -a twin-b --name-ru Два --purpose " + purpose)
	member := somebody(t, "aigerim", "ikp:migration")
	got := member.must("assessment duplicates -a twin-a")
	if !strings.Contains(got, "twin-a/vet   twin-b/vet") || !strings.Contains(got, "twin-a/vet   twin-b/other") {
		t.Errorf("the pairs are not listed:\n%s", got)
	}
	if got := member.must("assessment duplicates -o json"); strings.Contains(got, `"a": "twin-b/other"`) {
		t.Errorf("two systems of one owner are listed:\n%s", got)
	}
}
