package inventory_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

const (
	agencyHeads = "slug,name_ru,name_kk,name_en,user_group,kind,source"
	systemHeads = "slug,name_ru,agency_slug,purpose,class,personal_data,source_url"
	minfin      = "minfin,Министерство финансов,Қаржы министрлігі,Ministry of Finance,1,ministry,gov.kz"
	esf         = "esf,ИС ЭСФ,minfin,счета,First,нет,adilet.zan.kz"
)

func TestParseTakesOverWhatIsKnownAndNamesWhatIsNot(t *testing.T) {
	t.Parallel()
	agencies := lines(agencyHeads+",parent,participation",
		minfin+",,Mandatory",
		"kgd,Комитет,Комитет,Committee,,committee,gov.kz,minfin,",
		"knb,КНБ,ҰҚК,NSC,,security,gov.kz,,")
	systems := lines(systemHeads+",category,segment,dependencies,name_kk",
		`esf,"ИС ЭСФ, счета",minfin,"первая строка`, `вторая",1,да: ИИН владельцев,zan.kz,priority,G2C&B,berkut; tais,ЭШФ`,
		"tais,ТАИС,kgd,,third,нет,zan.kz,NotMoved,g2g,,",
		"berkut,Беркут,,,,,zan.kz,,,,")
	plan, problems := parse(agencies, systems)
	want := inventory.Plan{
		Agencies: []inventory.Agency{
			{Row: 2, Slug: "minfin", Names: inventory.Names{KK: "Қаржы министрлігі", RU: "Министерство финансов", EN: "Ministry of Finance"},
				Kind: "ministry", UserGroup: 1, Participation: "Mandatory", Source: "gov.kz"},
			{Row: 3, Slug: "kgd", Names: inventory.Names{KK: "Комитет", RU: "Комитет", EN: "Committee"},
				Kind: "committee", Parent: "minfin", Participation: "Unknown", Source: "gov.kz"},
			{Row: 4, Slug: "knb", Names: inventory.Names{KK: "ҰҚК", RU: "КНБ", EN: "NSC"},
				Kind: "security", Participation: "Voluntary", ParticipationRule: "C-7.6", Source: "gov.kz"},
			{Slug: "unassigned", Names: inventory.Names{EN: "Systems without a known owner"}, Kind: "unassigned", Participation: "Unknown"},
		},
		Systems: []inventory.System{
			{Row: 2, Slug: "esf", Agency: "minfin", Names: inventory.Names{KK: "ЭШФ", RU: "ИС ЭСФ, счета"}, Purpose: "первая строка\nвторая",
				Category: "Priority", Class: "First", Segment: "G2CB", PersonalData: "Yes", PersonalDataNote: "ИИН владельцев",
				Dependencies: []inventory.Reference{{Agency: "unassigned", System: "berkut"}, {Agency: "kgd", System: "tais"}}, Source: "zan.kz"},
			{Row: 3, Slug: "tais", Agency: "kgd", Names: inventory.Names{RU: "ТАИС"}, Category: "NotMoved", Class: "Third", Segment: "G2G", PersonalData: "No", Source: "zan.kz"},
			{Row: 4, Slug: "berkut", Agency: "unassigned", Names: inventory.Names{RU: "Беркут"}, PersonalData: "Unknown", Source: "zan.kz"},
		},
	}
	if diff := cmp.Diff(want, plan); diff != "" {
		t.Errorf("plan (-want +got):\n%s", diff)
	}
	wantGaps := []string{
		"gap agencies.csv 3 user_group", "gap agencies.csv 3 participation", "gap agencies.csv 4 user_group",
		"gap systems.csv 4 agency_slug", "gap systems.csv 4 category", "gap systems.csv 4 class", "gap systems.csv 4 segment", "gap systems.csv 4 personal_data",
	}
	if diff := cmp.Diff(wantGaps, places(problems)); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}

func TestParticipationFollowsFromTheKindOnlyWhereTheConceptDecides(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]string{
		"quasi-state": "Voluntary", "security": "Voluntary", "president-body": "Voluntary", "judicial-constitutional": "Voluntary",
		"ministry": "Unknown", "committee": "Unknown", "akimat-region": "Unknown", "akimat-city": "Unknown",
	} {
		plan, _ := parse(lines(agencyHeads, "body,a,b,c,,"+kind+",d"), lines(systemHeads, "sys,a,body,,,,"))
		if got := plan.Agencies[0].Participation; got != want {
			t.Errorf("participation of %s = %s, want %s", kind, got, want)
		}
	}
}

// refusals are lists that are refused as a whole, with the problem they give.
var refusals = map[string]struct {
	agencies, systems []byte
	want              inventory.Problem
}{
	"a list in windows-1251": {
		agencies: encode(charmap.Windows1251, lines(agencyHeads, minfin)),
		want:     problem(0, "", "", "is encoded in windows-1251, not UTF-8 (seen first in line 2)", "save the table as CSV UTF-8 (comma separated)"),
	},
	"a list in UTF-16 with its mark": {
		agencies: encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), lines(agencyHeads, minfin)),
		want:     problem(0, "", "", "is encoded in UTF-16, not UTF-8", "save the table as CSV UTF-8 (comma separated)"),
	},
	"a list in UTF-16 without a mark": {
		agencies: encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), lines(agencyHeads, minfin)),
		want:     problem(0, "", "", "is encoded in UTF-16, not UTF-8", "save the table as CSV UTF-8 (comma separated)"),
	},
	"a list that is damaged": {
		agencies: lines(agencyHeads, minfin+"\xff", strings.Repeat("Қаржы", 20)),
		want:     problem(0, "", "", "is not encoded in UTF-8 (seen first in line 2)", "save the table as CSV UTF-8 (comma separated)"),
	},
	"a list with a NUL byte": {
		agencies: lines(agencyHeads, minfin+"\x00"),
		want:     problem(0, "", "", "has a NUL byte in line 2: it is damaged or no text", "save the table as CSV UTF-8 (comma separated)"),
	},
	"a list that is too large": {
		agencies: bytes.Repeat([]byte("x"), inventory.MaxBytes+1),
		want:     problem(0, "", "", "is larger than 16 MiB", "an inventory has a few hundred rows: choose the right file, or split it"),
	},
	"an empty list": {
		agencies: []byte{},
		want:     problem(0, "", "", "is empty", "choose the file that has the records"),
	},
	"a list of headings alone": {
		agencies: lines(agencyHeads),
		want:     problem(0, "", "", "has headings and no rows", "choose the file that has the records"),
	},
	"semicolons between cells": {
		agencies: lines("slug;name_ru", "minfin;Минфин"),
		want:     problem(1, "", "slug;name_ru", "separates cells by semicolons, not commas", "save the table as CSV UTF-8 (comma separated)"),
	},
	"a heading that is missing": {
		agencies: lines("slug,name_ru,name_kk,name_en,user_group,source", "minfin,a,b,c,1,d"),
		want:     problem(1, "kind", "", "is missing from the headings", "add the column; its cells may stay empty where nothing is known"),
	},
	"a heading that stands twice": {
		agencies: lines(agencyHeads+",kind", minfin+",ministry"),
		want:     problem(1, "kind", "", "stands twice among the headings", "leave one of the two columns"),
	},
	"a heading nobody knows": {
		agencies: lines(agencyHeads+",phone", minfin+",1"),
		want: problem(1, "", "phone", "is a heading nobody knows",
			"use only the headings slug, name_ru, name_kk, name_en, user_group, kind, source, parent, participation"),
	},
	"a row that is too short": {
		agencies: lines(agencyHeads, minfin, "knb,КНБ"),
		want: problem(3, "", "", "has 2 cells, the headings are 7",
			"give every row a cell for every heading; put a cell with a comma in quotes"),
	},
	"a quotation mark that is never closed": {
		agencies: lines(agencyHeads, `"minfin,a,b,c,1,ministry,d`),
		want: problem(2, "", "", `is broken CSV in line 2: extraneous or missing " in quoted-field`,
			`put a cell that has quotes, commas or line breaks in quotes, and write a quote inside as ""`),
	},
	"a slug that stands twice": {
		agencies: lines(agencyHeads, minfin, minfin),
		want:     problem(3, "slug", "minfin", "stands in row 2 already", "keep one of the two rows, or rename one"),
	},
	"a slug that is no name": {
		agencies: lines(agencyHeads, minfin, "Min_Fin,a,b,c,1,ministry,d"),
		want: problem(3, "slug", "Min_Fin", "is not a name of at most 40 small Latin letters, digits and inner dashes",
			"choose a short name such as minfin"),
	},
	"a formula": {
		agencies: lines(agencyHeads, `minfin,"=HYPERLINK(""http://x"")",b,c,1,ministry,d`),
		want: problem(2, "name_ru", `=HYPERLINK("http://x")`, "starts like a spreadsheet formula (= + - @, tab or carriage return)",
			"begin the text with a letter, a digit or a quotation mark"),
	},
	"a formula behind blanks": {
		agencies: lines(agencyHeads, `minfin,  @SUM(A1),b,c,1,ministry,d`),
		want: problem(2, "name_ru", `  @SUM(A1)`, "starts like a spreadsheet formula (= + - @, tab or carriage return)",
			"begin the text with a letter, a digit or a quotation mark"),
	},
	"a mark that turns the direction of writing": {
		agencies: lines(agencyHeads, "minfin,Мин\u202eфин,b,c,1,ministry,d"),
		want:     problem(2, "name_ru", "Мин\u202eфин", "has the invisible character U+202E", "remove it"),
	},
	"letters that a conversion has lost": {
		agencies: lines(agencyHeads, "minfin,Мин\ufffdфин,b,c,1,ministry,d"),
		want:     problem(2, "name_ru", "Мин\ufffdфин", "has characters that an earlier conversion has lost (U+FFFD)", "take the text from its source again"),
	},
	"a name that is too long": {
		agencies: lines(agencyHeads, "minfin,"+strings.Repeat("ж", 513)+",b,c,1,ministry,d"),
		want:     problem(2, "name_ru", strings.Repeat("ж", 60)+"…", "has 513 characters, at most 512 are kept", "shorten the text"),
	},
	"a kind nobody knows": {
		agencies: lines(agencyHeads, "minfin,a,b,c,1,party,d"),
		want: problem(2, "kind", "party", "is none of the values known: ministry, committee, security, president-body, judicial-constitutional, akimat-region, akimat-city, quasi-state",
			"choose one of them, or leave the cell empty while it is not known"),
	},
	"a body without a kind": {
		agencies: lines(agencyHeads, "minfin,a,b,c,1,,d"),
		want:     problem(2, "kind", "", "is empty", "say what sort of body this is"),
	},
	"a group of users that does not exist": {
		agencies: lines(agencyHeads, "minfin,a,b,c,6,ministry,d"),
		want: problem(2, "user_group", "6", "is none of the values known: 1 to 5 (C-7.1 … C-7.5)",
			"choose one of them, or leave the cell empty while it is not known"),
	},
	"the name of the agency without owners for a ministry": {
		agencies: lines(agencyHeads, minfin, "unassigned,a,b,c,,ministry,d"),
		want: problem(3, "kind", "ministry", `does not go with slug "unassigned": the agency unassigned alone has the kind unassigned`,
			"leave that agency out: it is made where a system has no owner"),
	},
	"a parent that is not there": {
		agencies: lines(agencyHeads+",parent", minfin+",", "kgd,a,b,c,,committee,d,mf"),
		want:     problem(3, "parent", "mf", "is no agency of this list", "add a row for the parent, or leave the cell empty"),
	},
	"parents in a circle": {
		agencies: lines(agencyHeads+",parent", minfin+",b", "a,a,b,c,,committee,d,b", "b,a,b,c,,committee,d,a"),
		want:     problem(3, "parent", "b", "closes a circle: a → b → a", "leave the parent of the topmost body empty"),
	},
	"an owner that is not there": {
		systems: lines(systemHeads, "esf,a,mf,,,,"),
		want: problem(2, "agency_slug", "mf", "is no agency of the list of agencies",
			"add the agency to that list, or leave the cell empty while the owner is not known"),
	},
	"an answer that is none": {
		systems: lines(systemHeads, "esf,a,minfin,,,возможно,"),
		want: problem(2, "personal_data", "возможно", "begins neither with да, иә, yes nor with нет, жоқ, no",
			`write "да: which data" or "нет", or leave the cell empty while it is not known`),
	},
	"a class nobody knows": {
		systems: lines(systemHeads, "esf,a,minfin,,4,,"),
		want: problem(2, "class", "4", "is none of the values known: First, Second, Third",
			"choose one of them, or leave the cell empty while it is not known"),
	},
	"a dependency that is not there": {
		systems: lines(systemHeads+",dependencies", esf+",tais"),
		want:    problem(2, "dependencies", "tais", "is no system of this list", "add a row for it, or take it out of the cell"),
	},
	"a system that depends on itself": {
		systems: lines(systemHeads+",dependencies", esf+",esf"),
		want:    problem(2, "dependencies", "esf", "is the system itself", "take it out of the cell"),
	},
}

func TestParseRefusesAsAWhole(t *testing.T) {
	t.Parallel()
	for name, tc := range refusals {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			agencies, systems := tc.agencies, tc.systems
			tc.want.File = "agencies.csv"
			if agencies == nil {
				agencies, tc.want.File = lines(agencyHeads, minfin), "systems.csv"
			}
			if systems == nil {
				systems = lines(systemHeads, esf)
			}
			plan, problems := parse(agencies, systems)
			if diff := cmp.Diff(inventory.Plan{}, plan); diff != "" {
				t.Errorf("a refused list must give no plan:\n%s", diff)
			}
			if diff := cmp.Diff([]inventory.Problem{tc.want}, problems); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseAcceptsAByteOrderMark(t *testing.T) {
	t.Parallel()
	plan, _ := parse(append([]byte("\ufeff"), lines(agencyHeads, minfin)...), lines(systemHeads, esf))
	if len(plan.Agencies) != 1 || len(plan.Systems) != 1 {
		t.Errorf("plan = %+v, want one agency and one system", plan)
	}
}

func TestParseTellsOnlyTheFirstOfVeryManyErrors(t *testing.T) {
	t.Parallel()
	_, problems := parse(lines(agencyHeads, strings.Repeat("?,a,b,c,,ministry,d\n", 5000)), lines(systemHeads, esf))
	if len(problems) != 201 {
		t.Fatalf("%d problems are told, want 200 and a last one that says so", len(problems))
	}
	if got, want := problems[200].What, "has more errors than are listed"; got != want {
		t.Errorf("the last problem is %q, want %q", got, want)
	}
}

func TestParseRefusesMoreRowsThanItReads(t *testing.T) {
	t.Parallel()
	_, problems := parse(lines(agencyHeads, strings.Repeat("?,,,,,,\n", 20_001)), lines(systemHeads, esf))
	want := problem(20_002, "", "", "is one row more than the 20000 that are read", "split the list")
	want.File = "agencies.csv"
	if diff := cmp.Diff([]inventory.Problem{want}, problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
