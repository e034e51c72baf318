package migration_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/migration"
)

func TestPartOf(t *testing.T) {
	for matter, want := range map[string]migration.Part{
		"measure-01": "Identity", "consent": "Identity", "measure-02": "Audit", "measure-04": "Audit",
		"measure-05": "Preparation", "measure-12": "Preparation",
		"measure-13": "Trial", "acceptance": "Trial", "measure-14": "Result", "source-disabled": "Result", "decommissioned": "Result", "measure-1": "Result",
	} {
		if got := migration.PartOf(matter); got != want {
			t.Errorf("PartOf(%s) = %s, want %s", matter, got, want)
		}
	}
}

func word(change func(*migration.Word)) migration.Word {
	w := migration.Word{Matter: "measure-02", Party: "SI", By: "bolat", Approved: true, Hash: "now", At: now}
	if change != nil {
		change(&w)
	}
	return w
}

func TestMeasures(t *testing.T) {
	edition := []migration.Demanded{
		{Number: 1, Rule: "KZ-MIG-P01", Gate: migration.Audited, Parties: []string{"GO"}},
		{Number: 2, Rule: "KZ-MIG-P02", Gate: migration.Categorised, Parties: []string{"SI", "OPERATOR"}, After: []int{1}},
	}
	first := word(func(w *migration.Word) { w.Matter, w.Party = "measure-01", "GO" })
	operator := word(func(w *migration.Word) { w.Party, w.By = "OPERATOR", "saule" })
	for name, tc := range map[string]struct {
		words []migration.Word
		any   bool
		want  migration.Measure
	}{
		"waits for every party":                              {nil, false, migration.Measure{Waiting: []string{"SI", "OPERATOR"}}},
		"waits for the other party":                          {[]migration.Word{first, word(nil)}, false, migration.Measure{Waiting: []string{"OPERATOR"}}},
		"is closed when all have spoken":                     {[]migration.Word{first, word(nil), operator}, false, migration.Measure{}},
		"is closed by one where one is enough":               {[]migration.Word{first, word(nil)}, true, migration.Measure{}},
		"does not count before the measure that comes first": {[]migration.Word{word(nil), operator}, false, migration.Measure{After: []int{1}}},
		"forgets a word on what has changed since": {
			[]migration.Word{first, word(func(w *migration.Word) { w.Hash = "before" }), operator}, false,
			migration.Measure{Waiting: []string{"SI"}, Outdated: []string{"SI"}}},
		"does not let the author certify himself": {
			[]migration.Word{first, word(func(w *migration.Word) { w.By = "aigul" }), operator}, false, migration.Measure{Waiting: []string{"SI"}}},
		"takes a rejection that came later": {
			[]migration.Word{first, word(nil), word(func(w *migration.Word) { w.Approved, w.At = false, now.Add(time.Second) }), operator}, false,
			migration.Measure{Rejected: []string{"SI"}}},
		"takes an approval that came after a rejection": {
			[]migration.Word{first, word(nil), word(func(w *migration.Word) { w.Approved, w.At = false, now.Add(-time.Second) }), operator}, false,
			migration.Measure{}},
	} {
		t.Run(name, func(t *testing.T) {
			w := migration.Words{All: tc.words, Author: "aigul", Hashes: map[migration.Part]string{"Identity": "now", "Audit": "now", "Preparation": "now", "Trial": "now", "Result": "now"}}
			demanded := append([]migration.Demanded(nil), edition...)
			demanded[1].Any = tc.any
			tc.want.Number, tc.want.Rule, tc.want.Gate = 2, "KZ-MIG-P02", migration.Categorised
			if diff := cmp.Diff(tc.want, w.Measures(demanded)[1]); diff != "" {
				t.Errorf("measure 2 (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAcceptanceIsStaleWhenTheResultHasChanged(t *testing.T) {
	accepted := word(func(w *migration.Word) { w.Matter, w.Party = "acceptance", "GO" })
	w := migration.Words{All: []migration.Word{accepted}, Author: "aigul", Hashes: map[migration.Part]string{"Trial": "now"}}
	if diff := cmp.Diff(&migration.Acceptance{At: now, Current: true}, w.AcceptanceOf()); diff != "" {
		t.Error(diff)
	}
	w.Hashes["Trial"] = "later"
	if diff := cmp.Diff(&migration.Acceptance{At: now}, w.AcceptanceOf()); diff != "" {
		t.Error(diff)
	}
}

func TestTheOrderOfWordsDoesNotMatter(t *testing.T) {
	edition := []migration.Demanded{{Number: 2, Rule: "KZ-MIG-P02", Gate: migration.Categorised, Parties: []string{"SI", "OPERATOR"}}}
	any := rapid.Custom(func(t *rapid.T) migration.Word {
		return migration.Word{Matter: "measure-02", Party: rapid.SampledFrom([]string{"SI", "OPERATOR"}).Draw(t, "party"), By: "x",
			Approved: rapid.Bool().Draw(t, "approved"), Hash: "now", At: now.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "at")) * time.Second)}
	})
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(any, 0, 6).Draw(t, "words")
		hashes := map[migration.Part]string{"Audit": "now"}
		a := migration.Words{All: words, Hashes: hashes}.Measures(edition)
		b := migration.Words{All: rapid.Permutation(words).Draw(t, "order"), Hashes: hashes}.Measures(edition)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatal(diff)
		}
	})
}
