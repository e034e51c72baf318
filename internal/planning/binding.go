package planning

import (
	"strings"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// Binding writes down why a system does not move earlier: "Testing: Resource
// team/minfin; Calendar working/Nauryz".
func Binding(b schedule.Binding) string {
	parts := make([]string, 0, len(b.Constraints))
	length := len(b.Phase)
	for _, c := range b.Constraints {
		part := string(c.Kind) + " " + strings.ReplaceAll(c.Name, ";", ",")
		if length += len(part) + 2; length > longest {
			break
		}
		parts = append(parts, part)
	}
	return b.Phase + ": " + strings.Join(parts, "; ")
}

// longest is the room that a plan's item has for its binding, in bytes. Who waits
// for more than that waits for what is named, too.
const longest = 1000

// ParseBinding reads what Binding wrote. A text that people wrote is none.
func ParseBinding(text string) (schedule.Binding, bool) {
	phase, rest, ok := strings.Cut(text, ": ")
	if !ok || rest == "" {
		return schedule.Binding{}, false
	}
	b := schedule.Binding{Phase: phase}
	for _, part := range strings.Split(rest, "; ") {
		kind, name, ok := strings.Cut(part, " ")
		if !ok {
			return schedule.Binding{}, false
		}
		b.Constraints = append(b.Constraints, schedule.Constraint{Kind: schedule.Kind(kind), Name: name})
	}
	return b, true
}
