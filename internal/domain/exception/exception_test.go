package exception_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/exception"
)

var (
	from = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	end  = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
)

func granted(change func(*exception.Exception)) exception.Exception {
	e := exception.Exception{
		Name: "e-1", System: "esf", Author: "aigul", Rules: []string{"KZ-PD-36"}, DataCentres: []string{"astana-1"},
		ValidFrom: from, ExpiresAt: end,
		Words: []exception.Word{{By: "bolat", Approved: true, Current: true, At: from}, {By: "dana", Approved: true, Current: true, At: from}},
	}
	if change != nil {
		change(&e)
	}
	return e
}

func TestIsActive(t *testing.T) {
	during := from.Add(time.Hour)
	for name, tc := range map[string]struct {
		change func(*exception.Exception)
		now    time.Time
		want   bool
	}{
		"counts from its first moment":              {nil, from, true},
		"does not count a second before":            {nil, from.Add(-time.Second), false},
		"counts in its last second":                 {nil, end.Add(-time.Second), true},
		"is gone the second it expires":             {nil, end, false},
		"does not count with one approver":          {func(e *exception.Exception) { e.Words = e.Words[:1] }, during, false},
		"does not count one approver twice":         {func(e *exception.Exception) { e.Words[1].By = "bolat" }, during, false},
		"does not count the author's own word":      {func(e *exception.Exception) { e.Words[1].By = "aigul" }, during, false},
		"does not count a word nobody has spoken":   {func(e *exception.Exception) { e.Words[1].By = "" }, during, false},
		"does not count an approval of other words": {func(e *exception.Exception) { e.Words[1].Current = false }, during, false},
		"does not count an approval taken back": {func(e *exception.Exception) {
			e.Words = append(e.Words, exception.Word{By: "dana", Current: true, At: from.Add(time.Minute)})
		}, during, false},
		"counts an approval given after a refusal": {func(e *exception.Exception) {
			e.Words = append(e.Words, exception.Word{By: "dana", Current: true, At: from.Add(-time.Minute)})
		}, during, true},
		"takes the refusal of two words of one moment": {func(e *exception.Exception) {
			e.Words = append(e.Words, exception.Word{By: "dana", Current: true, At: from})
		}, during, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := exception.IsActive(granted(tc.change), tc.now); got != tc.want {
				t.Errorf("IsActive = %t, want %t", got, tc.want)
			}
		})
	}
}

func TestFor(t *testing.T) {
	longer := granted(func(e *exception.Exception) { e.Name, e.ExpiresAt = "e-2", end.Add(time.Hour) })
	all := []exception.Exception{longer, granted(nil)}
	type question struct{ system, rule, dataCentre string }
	for name, tc := range map[string]struct {
		ask  question
		want string
	}{
		"takes the one that lasts longest":            {question{"esf", "KZ-PD-36", "astana-1"}, "e-2"},
		"does not lift another rule":                  {question{"esf", "KZ-PD-12", "astana-1"}, ""},
		"does not lift the rule elsewhere":            {question{"esf", "KZ-PD-36", "fra-1"}, ""},
		"does not lift the rule for another's system": {question{"egov", "KZ-PD-36", "astana-1"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			e, found := exception.For(all, tc.ask.system, tc.ask.rule, tc.ask.dataCentre, from)
			if e.Name != tc.want || found != (tc.want != "") {
				t.Errorf("For = %q, %t; want %q", e.Name, found, tc.want)
			}
		})
	}
}

func TestTheOrderOfWordsDoesNotMatter(t *testing.T) {
	word := rapid.Custom(func(t *rapid.T) exception.Word {
		return exception.Word{
			By:       rapid.SampledFrom([]string{"aigul", "bolat", "dana", "erlan", ""}).Draw(t, "by"),
			Approved: rapid.Bool().Draw(t, "approved"),
			Current:  rapid.Bool().Draw(t, "current"),
			At:       from.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "at")) * time.Minute),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 0, 6).Draw(t, "words")
		e := granted(func(e *exception.Exception) { e.Words = words })
		shuffled := granted(func(e *exception.Exception) { e.Words = rapid.Permutation(words).Draw(t, "shuffled") })
		if diff := cmp.Diff(e.ApprovedBy(), shuffled.ApprovedBy()); diff != "" {
			t.Fatalf("approvers differ:\n%s", diff)
		}
	})
}
