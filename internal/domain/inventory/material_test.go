package inventory_test

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding"

	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

func parse(agencies, systems []byte) (inventory.Plan, []inventory.Problem) {
	return inventory.Parse(inventory.File{Name: "agencies.csv", Content: agencies}, inventory.File{Name: "systems.csv", Content: systems})
}

func lines(rows ...string) []byte { return []byte(strings.Join(rows, "\n") + "\n") }

func encode(e encoding.Encoding, text []byte) []byte {
	// What windows-1251 has no letter for becomes a question mark.
	coded, err := encoding.ReplaceUnsupported(e.NewEncoder()).Bytes(text)
	if err != nil {
		panic(err)
	}
	return coded
}

func problem(row int, column, value, what, wayOut string) inventory.Problem {
	return inventory.Problem{Row: row, Column: column, Value: value, What: what, WayOut: wayOut, Severity: inventory.SeverityError}
}

// places tells where problems are, one line each.
func places(problems []inventory.Problem) []string {
	var list []string
	for _, p := range problems {
		list = append(list, fmt.Sprintf("%s %s %d %s", p.Severity, p.File, p.Row, p.Column))
	}
	return list
}
