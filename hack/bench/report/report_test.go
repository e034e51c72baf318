package report_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/hack/bench/report"
)

func newReport(area string, out *strings.Builder) *report.Report {
	machine := report.Machine{CPU: "Z80", Cores: 2, MemoryGiB: 24, Kernel: "6.1", Go: "1.26", Load: "0.1"}
	return report.New(area, "The area "+area, out, time.Date(2026, 11, 22, 13, 30, 0, 0, time.UTC), machine)
}

func TestAFigureIsOneLineWithItsVerdict(t *testing.T) {
	for want, f := range map[string]report.Figure{
		"bench a.rate 143512 1/s goal >= 50000 ok\n":         {Name: "rate", Value: 143512.3, Unit: "1/s", Goal: report.AtLeast(50000)},
		"bench a.rate 49999 1/s goal >= 50000 short\n":       {Name: "rate", Value: 49999, Unit: "1/s", Goal: report.AtLeast(50000)},
		"bench a.ratio 1.20 ratio goal >= 1.2 short\n":       {Name: "ratio", Value: 1.1999, Unit: "ratio", Goal: report.AtLeast(1.2)},
		"bench a.writes 4 writes goal <= 4 ok\n":             {Name: "writes", Value: 4, Unit: "writes", Goal: report.AtMost(4)},
		"bench a.size 40 KB goal < 40 short\n":               {Name: "size", Value: 40, Unit: "KB", Goal: report.Below(40)},
		"bench a.time 0.0123 ms goal - - -\n":                {Name: "time", Value: 0.01234, Unit: "ms"},
		"bench a.x 0 ms goal - - -\n#     against nothing\n": {Name: "x", Unit: "ms", Against: "nothing"},
	} {
		var out strings.Builder
		newReport("a", &out).Add(f)
		if diff := cmp.Diff(want, out.String()); diff != "" {
			t.Errorf("printed (-want +got):\n%s", diff)
		}
	}
}

func TestThePageReplacesTheSectionOfAnAreaAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "benchmarks.md")
	keep := func(area string, value float64) {
		r := newReport(area, &strings.Builder{})
		r.Part("etcd", "3.6")
		r.Note("Measured %s.", "twice")
		r.Add(report.Figure{Name: "rate", Value: value, Unit: "1/s", Goal: report.AtLeast(2), Against: "a peer at 2"})
		if err := report.Keep(path, r); err != nil {
			t.Fatal(err)
		}
	}
	keep("a", 1)
	keep("b", 2)
	keep("a", 3)
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, got, _ := strings.Cut(string(page), "stays here as short.\n")
	if diff := cmp.Diff(section("a", "| rate | 3 | 1/s | >= 2 | ok | a peer at 2 |")+section("b", "| rate | 2 | 1/s | >= 2 | ok | a peer at 2 |"), got); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
}

func section(area, row string) string {
	return "\n<!-- begin " + area + " -->\n## The area " + area + "\n\n`make bench BENCH=" + area +
		"`, 2026-11-22 13:30 UTC, on Z80, 2 cores, 24 GiB, Linux 6.1, Go 1.26, load 0.1 before; etcd 3.6.\n\n" +
		"| figure | value | unit | goal | | against |\n|---|--:|---|---|---|---|\n" + row +
		"\n\nMeasured twice.\n\n<!-- end " + area + " -->\n"
}
