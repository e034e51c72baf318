package burndown_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/burndown"
)

func chart() burndown.Chart {
	return burndown.Chart{Title: "Осталось <систем>", Points: []string{"2026-11", "2026-12", "2027-01"}, Series: []burndown.Series{
		{Name: "план", Letter: '.', Colour: "#999999", Values: []int{12, 6, 0}},
		{Name: "факт", Letter: '#', Colour: "#D55E00", Values: []int{12, 11, -1}},
	}}
}

func TestTerminal(t *testing.T) {
	got, err := burndown.Terminal(chart(), 30)
	if err != nil {
		t.Fatal(err)
	}
	want := `Осталось <систем>
12 #
         #



 8


         .

 4



 0             .
   2026-11
. план   # факт
`
	var lines []string
	for _, l := range strings.Split(got, "\n") {
		if strings.TrimSpace(l) != "" {
			lines = append(lines, l)
		}
	}
	var wanted []string
	for _, l := range strings.Split(want, "\n") {
		if strings.TrimSpace(l) != "" {
			wanted = append(wanted, l)
		}
	}
	if diff := cmp.Diff(wanted, lines); diff != "" {
		t.Errorf("chart (-want +got):\n%s", diff)
	}
}

func TestSVGIsXMLAndLeavesOutWhatNobodyKnows(t *testing.T) {
	got, err := burndown.SVG(chart())
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(strings.NewReader(got)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if want := `<polyline points="60.0,40.0 480.0,66.7" fill="none" stroke="#D55E00"`; !strings.Contains(got, want) {
		t.Errorf("the drawing has no %s:\n%s", want, got)
	}
}

func TestNothingIsNotDrawn(t *testing.T) {
	_, err1 := burndown.Terminal(burndown.Chart{}, 80)
	_, err2 := burndown.SVG(burndown.Chart{})
	if !errors.Is(err1, burndown.ErrEmpty) || !errors.Is(err2, burndown.ErrEmpty) {
		t.Errorf("say %v and %v, want ErrEmpty", err1, err2)
	}
}
