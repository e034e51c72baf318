package probe

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// text is a log in memory, whose first bytes may be freed.
type text struct {
	*bytes.Reader
	start int64
}

func logOf(s string) text { return text{Reader: bytes.NewReader([]byte(s))} }

func (t text) Start() (int64, error) { return t.start, nil }

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

func TestFindBeginsWhereATrimmedLogDoes(t *testing.T) {
	t.Parallel()
	log := logOf("ready\nboot\n")
	log.start = int64(len("ready\n"))
	if next, found, err := find(log, 0, "ready"); found || err != nil || next < log.start {
		t.Errorf("find = %d, %v, %v; want nothing in what is kept", next, found, err)
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
