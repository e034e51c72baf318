package text

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEveryReasonOfThePlatformIsExplainedInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, code := range reasons(t) {
		for _, l := range Languages() {
			if _, ok := For(l).Reason(code.group, code.value); !ok {
				t.Errorf("%s.yaml does not explain %s of the group %s", l, code.value, code.group)
			}
		}
	}
}

func TestEveryConditionOfTheAPIHasATitleInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, kind := range constants(t, apiSource, "Condition") {
		for _, l := range Languages() {
			c := For(l)
			if c.Conditions[kind.value] == "" && c.Conditions[kind.group+"/"+kind.value] == "" {
				t.Errorf("%s.yaml has no title for the condition %s of the group %s", l, kind.value, kind.group)
			}
		}
	}
}

// commandLineReasons are codes that the command line gives itself.
var commandLineReasons = []string{"AccessDenied"}

func TestExplainsNoReasonThatThePlatformDoesNotHave(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, code := range reasons(t) {
		known[code.value], known[code.group+"/"+code.value] = true, true
	}
	for _, code := range slices.Sorted(maps.Keys(For(English).Reasons)) {
		if !known[code] && !slices.Contains(commandLineReasons, code) {
			t.Errorf("en.yaml explains %s, which is no reason of the platform", code)
		}
	}
}

func TestLanguagesSayTheSameThings(t *testing.T) {
	t.Parallel()
	for _, l := range []Language{Russian, Kazakh} {
		if diff := cmp.Diff(shape(For(English)), shape(For(l))); diff != "" {
			t.Errorf("%s.yaml differs from en.yaml in keys, rules or placeholders (-en +%s):\n%s", l, l, diff)
		}
	}
}

func TestNoTextIsEmpty(t *testing.T) {
	t.Parallel()
	for _, l := range Languages() {
		for code, e := range For(l).Reasons {
			for _, field := range []string{"Title", "Explanation", "Who", "Action"} {
				if reflect.ValueOf(e).FieldByName(field).String() == "" {
					t.Errorf("%s.yaml: %s has no %s", l, code, field)
				}
			}
		}
		for _, texts := range []map[string]string{For(l).Conditions, For(l).Messages} {
			for id, s := range texts {
				if s == "" {
					t.Errorf("%s.yaml: %s is empty", l, id)
				}
			}
		}
	}
}

func TestSay(t *testing.T) {
	t.Parallel()
	if got, want := For(Russian).Say("created", "object", "vm/web-1"), "vm/web-1: создано"; got != want {
		t.Errorf("Say = %q, want %q", got, want)
	}
	if got, want := For(English).Say("no-such-message"), "no-such-message"; got != want {
		t.Errorf("Say = %q, want %q", got, want)
	}
}

func TestAReasonOfAGroupComesBeforeTheCommonOne(t *testing.T) {
	t.Parallel()
	money, _ := For(English).Reason("finance", "Conflict")
	machines, _ := For(English).Reason("compute", "Conflict")
	got := []string{money.Title, machines.Title}
	want := []string{"The ledger holds other prices", "Two machines claim one identity"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// shape is what must be alike in all languages.
func shape(c *Catalogue) map[string][]string {
	out := map[string][]string{}
	for code, e := range c.Reasons {
		marks := placeholder.FindAllString(e.Title+e.Explanation+e.Who+e.Action, -1)
		out["reason "+code] = append(slices.Sorted(slices.Values(marks)), e.Rule)
	}
	for kind := range c.Conditions {
		out["condition "+kind] = nil
	}
	for id, s := range c.Messages {
		out["message "+id] = slices.Sorted(slices.Values(placeholder.FindAllString(s, -1)))
	}
	return out
}
