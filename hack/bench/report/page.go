package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"
)

const intro = `# Benchmarks

Written by ` + "`make bench`" + `, which measures each area beside a real peer in the same
run; ` + "`make bench BENCH=placement`" + ` measures one. How is said in
[decision 0018](decisions/0018-figures-beside-real-peers.md). A figure that
falls short of its goal stays here as short.
`

// Keep writes a report into the page at path, in place of what the page had of
// the same area. Sections of other areas stay as they are.
func Keep(path string, r *Report) error {
	page, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		page, err = []byte(intro), nil
	}
	if err != nil {
		return fmt.Errorf("reading the page of figures: %w", err)
	}
	if err := os.WriteFile(path, []byte(replace(string(page), r)), 0o644); err != nil {
		return fmt.Errorf("writing the page of figures: %w", err)
	}
	return nil
}

// replace puts a section where the area's old one stood, or at the end.
func replace(page string, r *Report) string {
	begin, end := mark("begin", r.area), mark("end", r.area)
	before, rest, found := strings.Cut(page, begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		return strings.TrimRight(page, "\n") + "\n\n" + begin + r.section() + end + "\n"
	}
	return before + begin + r.section() + end + after
}

func mark(kind, area string) string { return fmt.Sprintf("<!-- %s %s -->", kind, area) }

func (r *Report) section() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n\n`make bench BENCH=%s`, %s, on %s", r.title, r.area, r.at.UTC().Format(time.DateOnly+" 15:04 MST"), r.machine)
	for _, p := range r.parts {
		b.WriteString("; " + p)
	}
	b.WriteString(".\n\n| figure | value | unit | goal | | against |\n|---|--:|---|---|---|---|\n")
	for _, f := range r.figures {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n",
			strings.TrimPrefix(f.Name, r.area+"."), number(f.Value), f.Unit, strings.TrimPrefix(f.goal(), "- "), f.verdict(), f.Against)
	}
	for _, n := range r.notes {
		b.WriteString("\n" + n + "\n")
	}
	b.WriteString("\n")
	return b.String()
}
