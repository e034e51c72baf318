package passport_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/passport"
)

func complete() passport.Facts {
	return passport.Facts{Owner: "minfin", Category: "Priority", Class: "First", Segment: "G2G", PersonalData: "Yes"}
}

func TestGaps(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*passport.Facts)
		want   []string
	}{
		"finds nothing in a complete passport":                 {func(*passport.Facts) {}, nil},
		"accepts No as an answer about personal data":          {func(f *passport.Facts) { f.PersonalData = "No" }, nil},
		"misses the owner of a system nobody owns":             {func(f *passport.Facts) { f.Owner = "unassigned" }, []string{"owner"}},
		"misses an answer about personal data":                 {func(f *passport.Facts) { f.PersonalData = "Unknown" }, []string{"personalData"}},
		"misses class and segment, as the state's lists do":    {func(f *passport.Facts) { f.Class, f.Segment = "", "" }, []string{"class", "segment"}},
		"misses everything in an empty passport, in one order": {func(f *passport.Facts) { *f = passport.Facts{} }, []string{"owner", "category", "class", "segment", "personalData"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := complete()
			tc.change(&f)
			if diff := cmp.Diff(tc.want, passport.Gaps(f)); diff != "" {
				t.Errorf("Gaps (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFillingAFieldClosesItsGapAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		maybe := func(name, value string) string {
			return rapid.SampledFrom([]string{"", value}).Draw(t, name)
		}
		f := passport.Facts{
			Owner: maybe("owner", "minfin"), Category: maybe("category", "Priority"), Class: maybe("class", "First"),
			Segment: maybe("segment", "G2G"), PersonalData: maybe("personalData", "No"),
		}
		before := passport.Gaps(f)
		f.Class = "Second"
		want := slices.DeleteFunc(slices.Clone(before), func(g string) bool { return g == "class" })
		if got := passport.Gaps(f); !slices.Equal(got, want) {
			t.Fatalf("Gaps after filling class = %v, want %v", got, want)
		}
	})
}
