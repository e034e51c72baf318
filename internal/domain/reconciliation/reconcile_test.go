package reconciliation_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/inventory"
	. "github.com/govtech-kz/ikp/internal/domain/reconciliation"
)

// list reads lines as a list of its own source and date.
func list(t *testing.T, name string, lines ...string) List {
	t.Helper()
	l, problems := ParseList(inventory.File{Name: name, Content: []byte(strings.Join(lines, "\n") + "\n")}, name, "document of "+name, "2026-03-01")
	if len(problems) > 0 {
		t.Fatalf("%+v", problems)
	}
	return l
}

// line is a system in short: name, ground, confidence, lists that lack it, fields
// that differ.
func line(s System) string {
	words := []string{s.Name, string(s.By), "lacks:" + strings.Join(s.MissingFrom, "+")}
	for _, d := range s.Differences {
		text := d.Field + ":"
		for i, v := range d.Values {
			if i > 0 {
				text += "|"
			}
			text += v.List + "=" + v.Value
		}
		words = append(words, text)
	}
	return strings.Join(words, " ")
}

func lines(r Report) []string {
	var all []string
	for _, s := range r.Systems {
		all = append(all, line(s))
	}
	return all
}

func TestListsThatDisagree(t *testing.T) {
	for name, tc := range map[string]struct {
		a, b   []string
		want   []string
		doubts int
	}{
		"the register's id is surer than slug and name": {
			[]string{"slug,register_id,name_ru", "esf,77,ЭСФ"}, []string{"slug,register_id,name_ru", "invoices,77,Электронные счета-фактуры"},
			[]string{"esf register_id lacks: name_ru:a=ЭСФ|b=Электронные счета-фактуры"}, 0,
		},
		"two ids of the register are two systems, whatever their names": {
			[]string{"register_id,name_ru", "77,Личный кабинет"}, []string{"register_id,name_ru", "78,Личный кабинет"},
			[]string{"Личный кабинет  lacks:b", "Личный кабинет  lacks:a"}, 0,
		},
		"a name matches without case, quotes and signs": {
			[]string{"name_ru", "ИС «Беркут»"}, []string{"name_ru", "ис Беркут"}, []string{"ИС «Беркут» name lacks:"}, 0,
		},
		"a name matches in other word forms": {
			[]string{"name_ru", "Единый реестр должников исполнительного производства"},
			[]string{"name_ru", "Реестр должников исполнительных производств"},
			[]string{"Единый реестр должников исполнительного производства name lacks: name_ru:a=Единый реестр должников исполнительного производства|b=Реестр должников исполнительных производств"}, 0,
		},
		"an abbreviation in brackets is no difference": {
			[]string{"name_ru", "Единый реестр должников (ЕРД)"}, []string{"name_ru", "Единый реестр должников"},
			[]string{"Единый реестр должников (ЕРД) name lacks:"}, 0,
		},
		"different things in brackets are": {
			[]string{"name_ru", "Smart Contract (Минфин)"}, []string{"name_ru", "Smart Contract (Минсельхоз)"},
			[]string{"Smart Contract (Минсельхоз)  lacks:a", "Smart Contract (Минфин)  lacks:b"}, 1,
		},
		"a version is another system": {
			[]string{"name_ru", "Портал электронного правительства 1.0"}, []string{"name_ru", "Портал электронного правительства 2.0"},
			[]string{"Портал электронного правительства 1.0  lacks:b", "Портал электронного правительства 2.0  lacks:a"}, 0,
		},
		"one name of two owners is for people to judge": {
			[]string{"name_ru,agency_slug", "Личный кабинет,minfin"}, []string{"name_ru,agency_slug", "Личный кабинет,moa"},
			[]string{"Личный кабинет  lacks:b", "Личный кабинет  lacks:a"}, 1,
		},
		"a name that fits two records fits none": {
			[]string{"name_ru", "Личный кабинет"}, []string{"slug,name_ru", "x,Личный кабинет", "y,личный кабинет"},
			[]string{"x  lacks:a", "y  lacks:a", "Личный кабинет  lacks:b"}, 2,
		},
		"what one list leaves open is no difference": {
			[]string{"slug,name_ru,class", "esf,ЭСФ,"}, []string{"slug,name_ru,class", "esf,ЭСФ,First"}, []string{"esf slug lacks:"}, 0,
		},
		"words of the vocabulary are compared by their meaning": {
			[]string{"slug,name_ru,class,segment,personal_data", "esf,ЭСФ,1,G2C&B,да: ИИН"},
			[]string{"slug,name_ru,class,segment,personal_data", "esf,ЭСФ,second,g2cb,нет"},
			[]string{"esf slug lacks: class:a=First|b=Second personal_data:a=Yes|b=No"}, 0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := Reconcile([]List{list(t, "a", tc.a...), list(t, "b", tc.b...)})
			if diff := cmp.Diff(tc.want, lines(r)); diff != "" {
				t.Errorf("systems (-want +got):\n%s", diff)
			}
			if len(r.Doubts) != tc.doubts {
				t.Errorf("doubts: %+v, want %d", r.Doubts, tc.doubts)
			}
		})
	}
}

func TestEachValueHasTheSourceAndDateOfItsRecord(t *testing.T) {
	a := list(t, "a", "slug,name_ru,class,source_url,date", "esf,ЭСФ,1,adilet.zan.kz,2025-05-05")
	b := list(t, "b", "slug,name_ru,class", "esf,ЭСФ,2")
	got := Reconcile([]List{a, b}).Systems[0].Differences
	want := []Difference{{Field: "class", Values: []Value{
		{List: "a", Value: "First", Source: "adilet.zan.kz", Date: "2025-05-05"},
		{List: "b", Value: "Second", Source: "document of b", Date: "2026-03-01"},
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestThreeListsShareOneSystem(t *testing.T) {
	r := Reconcile([]List{
		list(t, "a", "slug,name_ru", "esf,ЭСФ"), list(t, "b", "register_id,name_ru", "77,ИС «ЭСФ»"),
		list(t, "c", "slug,register_id,name_ru", "invoices,77,Счета"),
	})
	want := []string{"esf name lacks: name_ru:a=ЭСФ|b=ИС «ЭСФ»|c=Счета"}
	if diff := cmp.Diff(want, lines(r)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestABrokenListIsRefused(t *testing.T) {
	for name, tc := range map[string]struct{ lines, want string }{
		"a class that nobody knows": {"slug,name_ru,class\nesf,ЭСФ,golden", "is none of the values known"},
		"a day that is none":        {"slug,name_ru,date\nesf,ЭСФ,вчера", "is no day"},
		"a row about nothing":       {"slug,name_ru\n,", "has neither a slug nor an id nor a name"},
		"one slug twice":            {"slug,name_ru\nesf,А\nesf,Б", "stands in row 2 already"},
		"a heading nobody knows":    {"slug,name_ru,colour\nesf,А,red", "is a heading nobody knows"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := ParseList(inventory.File{Name: "x.csv", Content: []byte(tc.lines)}, "x", "", "")
			if len(problems) != 1 || problems[0].What != tc.want {
				t.Errorf("%+v", problems)
			}
		})
	}
}

// drawn is a list of few names, slugs and ids, so that many records clash.
func drawn(t *rapid.T, name string) List {
	l := List{Name: name}
	slugs, ids := map[string]bool{"": true}, map[string]bool{"": true}
	once := func(seen map[string]bool, value string) string {
		if seen[value] {
			return ""
		}
		seen[value] = true
		return value
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "records") {
		r := Record{Row: i + 2, Values: map[string]string{}}
		r.Slug = once(slugs, rapid.SampledFrom([]string{"", "esf", "isj", "rpn"}).Draw(t, "slug"))
		for _, c := range []struct {
			field  string
			choice []string
		}{
			{"name_ru", []string{"Реестр должников", "Реестр должников РК", "Счета", "Кабинет 1.0", "Кабинет 2.0"}},
			{"agency_slug", []string{"", "minfin", "moa"}}, {"class", []string{"", "First", "Second"}},
		} {
			if v := rapid.SampledFrom(c.choice).Draw(t, c.field); v != "" {
				r.Values[c.field] = v
			}
		}
		if id := once(ids, rapid.SampledFrom([]string{"", "1", "2"}).Draw(t, "id")); id != "" {
			r.Values["register_id"] = id
		}
		l.Records = append(l.Records, r)
	}
	return l
}

func TestEveryRecordIsToldOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lists := []List{drawn(t, "a"), drawn(t, "b"), drawn(t, "c")}
		told := map[string]map[int]int{"a": {}, "b": {}, "c": {}}
		for _, s := range Reconcile(lists).Systems {
			seen := map[string]bool{}
			for _, x := range s.In {
				if seen[x.List] {
					t.Fatalf("two records of %s are one system: %+v", x.List, s)
				}
				seen[x.List] = true
				told[x.List][x.Row]++
			}
			if len(s.In)+len(s.MissingFrom) != len(lists) {
				t.Fatalf("%d in, %d missing of %d lists: %+v", len(s.In), len(s.MissingFrom), len(lists), s)
			}
			if len(s.In) > 1 && s.Confidence < Sure {
				t.Fatalf("merged at %d: %+v", s.Confidence, s)
			}
		}
		for _, l := range lists {
			for _, r := range l.Records {
				if told[l.Name][r.Row] != 1 {
					t.Fatalf("row %d of %s is told %d times", r.Row, l.Name, told[l.Name][r.Row])
				}
			}
		}
	})
}

func TestTheOrderOfRowsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawn(t, "a"), drawn(t, "b")
		want := Reconcile([]List{a, b})
		a.Records, b.Records = rapid.Permutation(a.Records).Draw(t, "a"), rapid.Permutation(b.Records).Draw(t, "b")
		if diff := cmp.Diff(want, Reconcile([]List{a, b})); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzParseList(f *testing.F) {
	f.Add([]byte("slug,register_id,name_ru,class,date\nesf,77,ЭСФ,1,2026-03-01\n"))
	f.Add([]byte("name_ru\n\"ИС «Беркут»\"\n"))
	f.Add([]byte("slug;name_ru\nesf;ЭСФ\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		l, problems := ParseList(inventory.File{Name: "x.csv", Content: content}, "x", "s", "2026-01-01")
		if len(problems) > 0 && l.Records != nil {
			t.Errorf("a refused list gives %+v", l)
		}
		if !Reconcile([]List{l, l}).Agree() && unambiguous(l) {
			t.Errorf("a list disagrees with itself: %q", content)
		}
	})
}

// unambiguous: every record has a slug or an id of its own.
func unambiguous(l List) bool {
	for _, r := range l.Records {
		if r.Slug == "" && r.Values["register_id"] == "" {
			return false
		}
	}
	return true
}
