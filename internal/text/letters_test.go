package text

import (
	"regexp"
	"testing"
)

// lookalikes are words in which Latin and Cyrillic letters stand side by side:
// they read well and are found by no search.
var lookalikes = regexp.MustCompile(`[A-Za-z][\p{Cyrillic}]|[\p{Cyrillic}][A-Za-z]`)

func TestNoWordMixesAlphabets(t *testing.T) {
	t.Parallel()
	for _, l := range Languages() {
		raw, err := files.ReadFile(string(l) + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range lookalikes.FindAllIndex(raw, -1) {
			t.Errorf("%s.yaml mixes alphabets in %q", l, raw[max(0, at[0]-20):min(len(raw), at[1]+20)])
		}
	}
}
