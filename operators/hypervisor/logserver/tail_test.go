package logserver

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

func TestTail(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", block) + "\n"
	cases := map[string]struct {
		log   string
		lines int64
		want  string
	}{
		"sends everything when not limited":           {"a\nb\n", -1, "a\nb\n"},
		"sends nothing of no lines":                   {"a\nb\n", 0, ""},
		"sends the last line":                         {"a\nb\n", 1, "b\n"},
		"counts a line without its end":               {"a\nb", 1, "b"},
		"sends everything when there are fewer lines": {"a\nb\n", 9, "a\nb\n"},
		"finds lines that are longer than one read":   {"a\n" + long + long, 2, long + long},
		"sends nothing of an empty log":               {"", 3, ""},
		"counts empty lines":                          {"a\n\n\n", 2, "\n\n"},
		"sends a log that is one line end":            {"\n", 1, "\n"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			offset, err := tail(logOf(tc.log), tc.lines)
			if err != nil || tc.log[offset:] != tc.want {
				t.Errorf("tail = %d, %v: %.40q; want %.40q", offset, err, tc.log[offset:], tc.want)
			}
		})
	}
}

func TestTailOfATrimmedLog(t *testing.T) {
	t.Parallel()
	const log = "freed\nfreed\nkept\nlast\n"
	for lines, want := range map[int64]string{-1: "kept\nlast\n", 9: "kept\nlast\n", 2: "kept\nlast\n", 1: "last\n", 0: ""} {
		trimmed := logOf(log)
		trimmed.start = int64(len("freed\nfreed\n"))
		if offset, err := tail(trimmed, lines); err != nil || log[offset:] != want {
			t.Errorf("tail of %d lines = %q, %v; want %q", lines, log[offset:], err, want)
		}
	}
}

func TestTailAgreesWithSplitting(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOf(rapid.StringMatching(`[ab]{0,5}`)).Draw(t, "lines")
		n := rapid.Int64Range(1, 9).Draw(t, "n")
		var log string
		for _, l := range all {
			log += l + "\n"
		}
		want := strings.Join(all[max(0, len(all)-int(n)):], "\n") + "\n"
		if len(all) == 0 {
			want = ""
		}
		offset, err := tail(logOf(log), n)
		if err != nil || log[offset:] != want {
			t.Fatalf("tail(%q, %d) = %q, %v; want %q", log, n, log[offset:], err, want)
		}
	})
}
