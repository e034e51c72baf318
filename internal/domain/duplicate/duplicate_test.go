package duplicate_test

import (
	"encoding/csv"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/duplicate"
)

func rows(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

func inventory(t *testing.T) []duplicate.System {
	t.Helper()
	var all []duplicate.System
	for _, row := range rows(t, "testdata/systems.csv") {
		all = append(all, duplicate.System{ID: row[0], Name: row[1], Purpose: row[2]})
	}
	return all
}

// The labelled set was made by reading the names and purposes of 64 real systems,
// one short sentence each. Its judgements are the project's own. Half of what is
// shown is wrong and half of what is there is missed: a list of candidates for
// people, no verdict. Functions in the assessments say more.
func TestFindsDuplicatesOfTheRealInventory(t *testing.T) {
	labelled := map[[2]string]bool{}
	for _, row := range rows(t, "testdata/labels.csv") {
		labelled[[2]string{min(row[0], row[1]), max(row[0], row[1])}] = true
	}
	found := duplicate.Find(inventory(t), duplicate.Threshold)
	right := 0
	for _, p := range found {
		if labelled[[2]string{p.A, p.B}] {
			right++
		} else {
			t.Logf("not labelled: %s %s %d %v", p.A, p.B, p.Permille, p.Shared)
		}
	}
	precision, recall := percent(right, len(found)), percent(right, len(labelled))
	t.Logf("found %d pairs, %d of %d labelled: precision %d %%, recall %d %%", len(found), right, len(labelled), precision, recall)
	if precision < 50 || recall < 50 {
		t.Errorf("precision %d %%, recall %d %%; want at least 50 each", precision, recall)
	}
}

func TestANameAloneIsNoDuplicate(t *testing.T) {
	all := append(inventory(t),
		duplicate.System{ID: "x/cabinet", Name: "Личный кабинет", Purpose: "запись к врачу в поликлинику"},
		duplicate.System{ID: "y/cabinet", Name: "Личный кабинет", Purpose: "расписание поездов и билеты"})
	for _, p := range duplicate.Find(all, duplicate.Threshold) {
		if p.A == "x/cabinet" && p.B == "y/cabinet" {
			t.Errorf("found by the name alone: %+v", p)
		}
	}
}

func TestFunctionsInOtherWordFormsAreFound(t *testing.T) {
	all := append(inventory(t),
		duplicate.System{ID: "x/vet", Name: "Vet-1", Functions: []string{"регистрация ветеринарных препаратов"}},
		duplicate.System{ID: "y/vet", Name: "Qoldau", Functions: []string{"регистрировать ветеринарный препарат"}})
	want := duplicate.Pair{A: "x/vet", B: "y/vet"}
	for _, p := range duplicate.Find(all, duplicate.Threshold) {
		if p.A == want.A && p.B == want.B {
			return
		}
	}
	t.Errorf("%+v was not found", want)
}

func TestTheOrderOfSystemsDoesNotMatter(t *testing.T) {
	all := inventory(t)
	want := duplicate.Find(all, duplicate.Threshold)
	rapid.Check(t, func(t *rapid.T) {
		if diff := cmp.Diff(want, duplicate.Find(rapid.Permutation(all).Draw(t, "order"), duplicate.Threshold)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func percent(part, whole int) int { return 100 * part / max(whole, 1) }
