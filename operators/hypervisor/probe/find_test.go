package probe

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// text is a log in memory.
type text struct{ *bytes.Reader }

func logOf(s string) text { return text{bytes.NewReader([]byte(s))} }

func (t text) Size() (int64, error) { return t.Reader.Size(), nil }

func (t text) Close() error { return nil }

func TestFind(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		log    string
		offset int64
		want   bool
	}{
		"finds the line":                             {"boot\nguest ready\n", 0, true},
		"finds a line that ends the first chunk":     {strings.Repeat("x", chunk-3) + "ready", 0, true},
		"does not find what an earlier run said":     {"guest ready\nboot\n", 12, false},
		"reads a log that was cut off from its head": {"ready\n", 1000, true},
		"finds nothing in an empty log":              {"", 0, false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, got, err := find(logOf(tc.log), tc.offset, "ready"); got != tc.want || err != nil {
				t.Errorf("find = %v, %v; want %v", got, err, tc.want)
			}
		})
	}
}

func TestFindSeesAPatternThatGrows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const pattern = "ready"
		before := rapid.StringMatching(`[a-dread]{0,40}`).Draw(t, "before")
		all := before + pattern
		var next int64
		var found bool
		for end := 0; end < len(all) && !found; {
			end = min(len(all), end+rapid.IntRange(1, 9).Draw(t, "step"))
			var err error
			if next, found, err = find(logOf(all[:end]), next, pattern); err != nil {
				t.Fatal(err)
			}
		}
		if !found {
			t.Fatalf("%q was not found in %q", pattern, all)
		}
	})
}
