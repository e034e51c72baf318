package gantt

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// narrowest is the least width of the bars' part, in columns.
const narrowest = 20

// Terminal draws a chart in so many columns. ErrEmpty when there is no bar.
func Terminal(c Chart, columns int) (string, error) {
	s, err := of(c)
	if err != nil {
		return "", err
	}
	label := 0
	for _, row := range c.Rows {
		label = max(label, utf8.RuneCountInString(row.Label))
	}
	t := terminal{scale: s, label: label, width: max(columns-label-2, narrowest)}
	t.width = min(t.width, s.days)
	var b strings.Builder
	if c.Title != "" {
		fmt.Fprintln(&b, c.Title)
	}
	fmt.Fprintln(&b, t.line("", t.heading()))
	for _, row := range c.Rows {
		fmt.Fprintln(&b, t.line(row.Label, t.bars(row, c.Today)))
	}
	fmt.Fprintln(&b, legend(c))
	return b.String(), nil
}

type terminal struct {
	scale
	label, width int
}

func (t terminal) line(label string, cells []rune) string {
	pad := strings.Repeat(" ", t.label-utf8.RuneCountInString(label))
	return strings.TrimRight(label+pad+"  "+string(cells), " ")
}

// column of a day.
func (t terminal) column(n int) int { return n * t.width / t.days }

func (t terminal) heading() []rune {
	cells := blank(t.width)
	free := 0
	for n := range t.days {
		text, first := t.months()[n]
		at := t.column(n)
		if !first || at < free || at+len(text) > t.width {
			continue
		}
		copy(cells[at:], []rune(text))
		free = at + len(text) + 1
	}
	return cells
}

func (t terminal) bars(row Row, today string) []rune {
	cells := blank(t.width)
	if n, inside := t.at(today); inside {
		cells[t.column(n)] = '|'
	}
	for _, bar := range t.longestFirst(row.Bars) {
		from, _ := t.at(bar.From)
		to, _ := t.at(bar.To)
		for i := t.column(from); i <= t.column(to); i++ {
			cells[i] = letters[bar.Kind]
		}
	}
	return cells
}

// longestFirst lets a cut-over of one day be seen between long bars that share
// its column.
func (s scale) longestFirst(bars []Bar) []Bar {
	length := func(b Bar) int {
		from, _ := s.at(b.From)
		to, _ := s.at(b.To)
		return to - from
	}
	ordered := slices.Clone(bars)
	slices.SortStableFunc(ordered, func(a, b Bar) int { return length(b) - length(a) })
	return ordered
}

func blank(n int) []rune { return []rune(strings.Repeat(" ", n)) }

func legend(c Chart) string {
	var parts []string
	for _, k := range Kinds {
		parts = append(parts, string(letters[k])+" "+c.name(k))
	}
	return strings.Join(parts, "   ")
}

// name of a kind for the reader.
func (c Chart) name(k Kind) string {
	if n := c.Names[k]; n != "" {
		return n
	}
	return string(k)
}
