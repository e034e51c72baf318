package assessment_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/assessment"
	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

func sheet(lines ...string) inventory.File {
	return inventory.File{Name: "answers.csv", Content: []byte(strings.Join(lines, "\n") + "\n")}
}

func TestASheetSaysWhatIsFilledAndNothingElse(t *testing.T) {
	got, problems := assessment.ParseSheet(sheet(
		"system,sources,use,functions,disposition",
		"minfin/esf,agency,unknown,учёт счетов; приём деклараций,Move",
		"moa/isj,,,,"))
	want := []assessment.Entry{
		{Row: 2, System: "minfin/esf", Answers: map[string]string{"sources": "agency", "use": "unknown"},
			Functions: []string{"учёт счетов", "приём деклараций"}, Disposition: assessment.Move},
		{Row: 3, System: "moa/isj", Answers: map[string]string{}},
	}
	if diff := cmp.Diff(want, got); diff != "" || len(problems) > 0 {
		t.Errorf("ParseSheet (-want +got):\n%s\n%+v", diff, problems)
	}
}

func TestABrokenSheetIsRefusedByRowAndColumn(t *testing.T) {
	for name, tc := range map[string]struct {
		lines []string
		want  []string
	}{
		"an answer that nobody offered": {
			[]string{"system,sources", "minfin/esf,moon"}, []string{"2 sources moon is none of the answers"}},
		"a heading that is no question": {
			[]string{"system,weather", "minfin/esf,fine"}, []string{"1  weather is a heading nobody knows"}},
		"a system without its agency": {
			[]string{"system,sources", "esf,agency"}, []string{"2 system esf names no system"}},
		"one system twice": {
			[]string{"system,sources", "a/b,agency", "a/b,nobody"}, []string{"3 system a/b stands in row 2 already"}},
		"a disposition that there is not": {
			[]string{"system,disposition", "a/b,move"}, []string{"2 disposition move is no disposition"}},
		"a cell that a spreadsheet would run": {
			[]string{"system,functions", "a/b,=cmd()"}, []string{"2 functions =cmd() starts like a spreadsheet formula (= + - @, tab or carriage return)"}},
		"no column for the system": {
			[]string{"sources", "agency"}, []string{"1 system  is missing from the headings"}},
	} {
		t.Run(name, func(t *testing.T) {
			entries, problems := assessment.ParseSheet(sheet(tc.lines...))
			var got []string
			for _, p := range problems {
				got = append(got, strings.Join([]string{string(rune('0' + p.Row)), p.Column, p.Value, p.What}, " "))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" || entries != nil {
				t.Errorf("problems (-want +got):\n%s\nentries %+v", diff, entries)
			}
		})
	}
}

func TestTheHeadingsAreThoseThatASheetMayHave(t *testing.T) {
	heads := assessment.Headings()
	_, problems := assessment.ParseSheet(sheet(strings.Join(heads, ","), "a/b"+strings.Repeat(",", len(heads)-1)))
	if len(problems) > 0 {
		t.Errorf("%+v", problems)
	}
}

func FuzzParseSheet(f *testing.F) {
	f.Add([]byte("system,sources,functions,disposition\nminfin/esf,agency,a;b,Move\n"))
	f.Add([]byte("system\n\xff\xfe"))
	f.Add([]byte("system,sources\n\"a/b,agency\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		entries, problems := assessment.ParseSheet(inventory.File{Name: "answers.csv", Content: content})
		if len(problems) > 0 && entries != nil {
			t.Errorf("a refused sheet gives %+v", entries)
		}
		for _, e := range entries {
			for q, a := range e.Answers {
				if what, _ := assessment.Fault(q, a); what != "" {
					t.Errorf("%s=%s was taken: %s", q, a, what)
				}
			}
		}
	})
}
