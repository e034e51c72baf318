package cmdutil_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

func TestTable(t *testing.T) {
	t.Parallel()
	table := &cmdutil.Table{Heads: []string{"NAME", "SUM", "NOTE"}, Right: map[int]bool{1: true}}
	table.Add("өңір", "7.00", "one")
	table.Add("a-long-name", "1234.50", "two\x1b[31m\nlines")
	table.Add("x", "", "")
	var out strings.Builder
	if err := table.Write(&out); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"NAME              SUM   NOTE",
		"өңір             7.00   one",
		"a-long-name   1234.50   two [31m lines",
		"x",
		"",
	}, "\n")
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestATableWithoutRowsIsItsHeadings(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := (&cmdutil.Table{Heads: []string{"A", "B"}}).Write(&out); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "A   B\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
