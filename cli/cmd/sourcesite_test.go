package cmd_test

import (
	"strings"
	"testing"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
)

func TestASiteSaysWhatItsRecordMeans(t *testing.T) {
	t.Parallel()
	member := somebody(t, "aigerim", "ikp:migration")
	member.must("sourcesite create site-dc -a minfin --name-ru 'ЦОД Минфина' --data-centre Yes --life-ends 2099-06-30 " +
		"--conformance-document 'акт 17' --conformance-edition 2022-06-10 --conformance-from 2025-02-01 --conformance-until 2099-01-31")
	member.must("sourcesite set site-dc --mbps 1000 --lease 'договор 5' --lessor Казахтелеком --lease-ends 2026-01-31")
	member.must("sourcesite create site-room -a minfin")
	for _, lang := range []string{"en", "ru", "kk"} {
		golden.Check(t, "sourcesite."+lang+".golden", withoutAge(member.must("sourcesite show site-dc --lang "+lang)))
		golden.Check(t, "sourcesite-unknown."+lang+".golden", withoutAge(member.must("sourcesite show site-room --lang "+lang)))
	}
	got := member.must("sourcesite list")
	if !strings.Contains(got, "2099-06-30   2026-01-31   1000   2099-06-30        2") {
		t.Errorf("the list does not say until when the site stays:\n%s", got)
	}
	for line, want := range map[string]string{
		"sourcesite create site-x":                                        `required flag(s) "agency" not set`,
		"sourcesite create site-x -a minfin --lease 5":                    "lessor",
		"sourcesite create site-x -a minfin --conformance-until 2027-1-1": "conformance-document",
	} {
		if a := member.types(line); a.code != cmdutil.ExitUsage || !strings.Contains(a.err, want) {
			t.Errorf("%s ended with %d: %s", line, a.code, a.err)
		}
	}
}

// withoutAge leaves the line out that changes with time.
func withoutAge(s string) string {
	var kept []string
	for _, line := range strings.Split(s, "\n") {
		if !strings.HasPrefix(line, "AGE ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}
