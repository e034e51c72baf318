package report

import (
	"fmt"
	"io"
	"time"
)

// Report collects the figures of one area.
type Report struct {
	area, title string
	out         io.Writer
	at          time.Time
	machine     Machine
	parts       []string
	notes       []string
	figures     []Figure
}

// New is an empty report of an area that prints to out. at is the time that the
// page will show.
func New(area, title string, out io.Writer, at time.Time, machine Machine) *Report {
	return &Report{area: area, title: title, out: out, at: at, machine: machine}
}

// Add prints a figure at once and keeps it for the page.
func (r *Report) Add(f Figure) {
	f.Name = r.area + "." + f.Name
	r.figures = append(r.figures, f)
	r.print(f.line())
	if f.Against != "" {
		r.print("#     against " + f.Against)
	}
}

// Note says how the figures came about. It is printed as a comment and stands
// below the table on the page.
func (r *Report) Note(format string, args ...any) {
	note := fmt.Sprintf(format, args...)
	r.notes = append(r.notes, note)
	r.print("# " + note)
}

// Part names a program that took part, with its version: PostgreSQL 15.8.
func (r *Report) Part(name, version string) {
	r.parts = append(r.parts, name+" "+version)
}

// Progress says on the terminal what is being done. The page does not have it.
func (r *Report) Progress(format string, args ...any) {
	r.print("# ... " + fmt.Sprintf(format, args...))
}

// print leaves failures of the terminal to whoever reads the figures: the page
// has them all.
func (r *Report) print(line string) { _, _ = fmt.Fprintln(r.out, line) }
