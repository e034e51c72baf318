package cmdutil

import (
	"regexp"
	"strings"
)

// rules finds the ids of rules that a text cites: C-1.3, KZ-PD-12.
var rules = regexp.MustCompile(`\b(C-\d+(\.\d+)?|KZ-[A-Z]+(-[0-9A-Z]+)+)\b`)

// RulesIn are the ids of the rules that a message cites, in its order.
func RulesIn(message string) string {
	seen, out := map[string]bool{}, []string{}
	for _, id := range rules.FindAllString(message, -1) {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return strings.Join(out, ", ")
}
