package burndown

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Series is one line of the chart: how much is left at each point; less than
// nothing where nobody knows.
type Series struct {
	// Name for the legend.
	Name string
	// Letter that draws it in a terminal.
	Letter rune
	// Colour of it in a drawing: #RRGGBB.
	Colour string
	Values []int
}

// Chart is what is drawn.
type Chart struct {
	Title string
	// Points are the texts below the chart, one for each value.
	Points []string
	// Series in the order in which they are drawn: the last is on top.
	Series []Series
}

// ErrEmpty is a chart without points.
var ErrEmpty = errors.New("there is nothing to draw")

func (c Chart) most() int {
	most := 1
	for _, s := range c.Series {
		for _, v := range s.Values {
			most = max(most, v)
		}
	}
	return most
}

// height of the chart in a terminal, in lines.
const height = 12

// Terminal draws the chart as text, a column or more for each point.
func Terminal(c Chart, columns int) (string, error) {
	if len(c.Points) == 0 {
		return "", ErrEmpty
	}
	most := c.most()
	margin := len(fmt.Sprint(most)) + 1
	width := max(1, min(6, (columns-margin)/len(c.Points)))
	rows := make([][]rune, height+1)
	for i := range rows {
		rows[i] = []rune(strings.Repeat(" ", width*len(c.Points)))
	}
	for _, s := range c.Series {
		for i, v := range s.Values {
			if v >= 0 {
				rows[height-v*height/most][i*width] = s.Letter
			}
		}
	}
	var b strings.Builder
	fmt.Fprintln(&b, c.Title)
	for i, row := range rows {
		label := ""
		if i%4 == 0 {
			label = fmt.Sprint(most * (height - i) / height)
		}
		fmt.Fprintln(&b, strings.TrimRight(fmt.Sprintf("%*s %s", margin-1, label, string(row)), " "))
	}
	fmt.Fprintln(&b, strings.Repeat(" ", margin)+axis(c.Points, width))
	fmt.Fprintln(&b, legend(c.Series))
	return b.String(), nil
}

// axis writes as many of the points' texts as there is room for.
func axis(points []string, width int) string {
	cells := []rune(strings.Repeat(" ", width*len(points)))
	free := 0
	for i, text := range points {
		at := i * width
		if at < free || at+utf8.RuneCountInString(text) > len(cells) {
			continue
		}
		copy(cells[at:], []rune(text))
		free = at + utf8.RuneCountInString(text) + 1
	}
	return strings.TrimRight(string(cells), " ")
}

func legend(all []Series) string {
	parts := make([]string, 0, len(all))
	for _, s := range all {
		parts = append(parts, string(s.Letter)+" "+s.Name)
	}
	return strings.Join(parts, "   ")
}
