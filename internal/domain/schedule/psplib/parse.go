package psplib

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/govtech-kz/ikp/internal/domain/schedule/rcpsp"
)

// maxJobs is far above the largest published instance and keeps a broken file from asking for memory.
const maxJobs = 10000

// Parse reads one instance in the .sm format. The dummy first and last jobs stay:
// they take no time. Errors name the line.
func Parse(r io.Reader) (rcpsp.Project, error) {
	f := &file{lines: bufio.NewScanner(r)}
	jobs, resources := f.header()
	p := rcpsp.Project{Activities: make([]rcpsp.Activity, jobs)}
	f.precedence(p.Activities)
	f.requests(p.Activities, resources)
	f.seek("RESOURCEAVAILABILITIES", 1)
	p.Capacity = f.exactly(resources)
	if f.err != nil {
		return rcpsp.Project{}, fmt.Errorf("reading PSPLIB instance: line %d: %w", f.line, f.err)
	}
	if err := p.Validate(); err != nil {
		return rcpsp.Project{}, fmt.Errorf("reading PSPLIB instance: %w", err)
	}
	return p, nil
}

// file reads lines until the first error, which it keeps.
type file struct {
	lines *bufio.Scanner
	line  int
	err   error
}

func (f *file) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

func (f *file) next() string {
	if f.err != nil || !f.lines.Scan() {
		f.fail(errors.Join(f.lines.Err(), io.ErrUnexpectedEOF))
		return ""
	}
	f.line++
	return f.lines.Text()
}

// seek moves behind the line that starts with prefix and skips further lines.
func (f *file) seek(prefix string, skip int) {
	for f.err == nil && !strings.HasPrefix(f.next(), prefix) {
		continue
	}
	for range skip {
		f.next()
	}
}

func (f *file) header() (jobs, resources int) {
	for f.err == nil {
		name, value, found := strings.Cut(f.next(), ":")
		switch {
		case found && strings.HasPrefix(name, "jobs"):
			jobs = f.number(strings.TrimSpace(value), maxJobs)
		case found && strings.HasPrefix(strings.TrimSpace(name), "- renewable"):
			resources = f.number(first(value), maxResources)
			return jobs, resources
		}
	}
	return 0, 0
}

const maxResources = 64

func (f *file) precedence(jobs []rcpsp.Activity) {
	f.seek("PRECEDENCE RELATIONS", 1)
	for i := range jobs {
		row := f.row()
		if f.err == nil && (len(row) < 3 || row[0] != i+1 || row[1] != 1 || len(row) != 3+row[2]) {
			f.fail(fmt.Errorf("want job %d, one mode and as many successors as it says, got %v", i+1, row))
		}
		if f.err != nil {
			return
		}
		for _, s := range row[3:] {
			jobs[i].Successors = append(jobs[i].Successors, s-1)
		}
	}
}

func (f *file) requests(jobs []rcpsp.Activity, resources int) {
	f.seek("REQUESTS/DURATIONS", 2)
	for i := range jobs {
		row := f.exactly(3 + resources)
		if f.err != nil {
			return
		}
		if row[0] != i+1 {
			f.fail(fmt.Errorf("want job %d, got %d", i+1, row[0]))
		}
		jobs[i].Duration, jobs[i].Demand = row[2], row[3:]
	}
}

func (f *file) exactly(n int) []int {
	row := f.row()
	if f.err == nil && len(row) != n {
		f.fail(fmt.Errorf("want %d numbers, got %d", n, len(row)))
	}
	return row
}

func (f *file) row() []int {
	var row []int
	for _, word := range strings.Fields(f.next()) {
		row = append(row, f.number(word, rcpsp.MaxHorizon))
	}
	return row
}

func (f *file) number(word string, most int) int {
	n, err := strconv.Atoi(word)
	if err != nil {
		f.fail(err)
	} else if n < 0 || n > most {
		f.fail(fmt.Errorf("%d is outside 0..%d", n, most))
		return 0
	}
	return n
}

func first(s string) string {
	if words := strings.Fields(s); len(words) > 0 {
		return words[0]
	}
	return ""
}
