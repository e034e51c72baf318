package plan

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/planning"
)

// difference is what a simulation says to programs.
type difference struct {
	FinishBefore string   `json:"finishBefore"`
	FinishAfter  string   `json:"finishAfter"`
	Changes      []change `json:"changes"`
}

type change struct {
	System  string `json:"system"`
	Before  string `json:"before,omitempty"`
	After   string `json:"after,omitempty"`
	Days    int    `json:"days"`
	Binding string `json:"binding,omitempty"`
}

func differenceOf(d schedule.Difference) difference {
	out := difference{string(d.OldFinish), string(d.NewFinish), []change{}}
	for _, c := range d.Changes {
		one := change{System: c.System, Before: string(c.Old), After: string(c.New), Days: c.Days}
		if c.New != "" {
			one.Binding = planning.Binding(c.Because)
		}
		out.Changes = append(out.Changes, one)
	}
	return out
}

func say(w io.Writer, line string) error {
	_, err := fmt.Fprintln(w, line)
	return err
}

// completeKeys offers what can be set, up to the part that a person fills in.
func completeKeys(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var words []string
	for _, k := range planning.Keys {
		word, _, _ := strings.Cut(k, "=")
		if at := strings.IndexFunc(word, func(r rune) bool { return 'A' <= r && r <= 'Z' }); at >= 0 {
			word = word[:at]
		} else {
			word += "="
		}
		if word != "" {
			words = append(words, word)
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
