package migration

import (
	"fmt"
	"strings"
)

// Diagram is the table as a Mermaid state diagram.
func Diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    [*] --> Registered\n")
	for _, t := range table {
		label := t.When
		if len(t.demands) > 0 {
			label = fmt.Sprintf("gate %s (%s)", t.To, strings.Join(rulesOf(t), ", "))
		}
		fmt.Fprintf(&b, "    %s --> %s: %s\n", t.From, t.To, label)
	}
	for _, aside := range []State{Paused, Deferred} {
		fmt.Fprintf(&b, "    %s --> %s: back to where it came from\n", aside, Registered)
	}
	b.WriteString("    Closed --> [*]\n")
	return b.String()
}

// rulesOf are the rules whose demands a way meets, each once.
func rulesOf(t Transition) []string {
	var rules []string
	seen := map[string]bool{}
	for _, d := range t.demands {
		if d.rule != "" && !seen[d.rule] {
			seen[d.rule] = true
			rules = append(rules, d.rule)
		}
	}
	return rules
}
