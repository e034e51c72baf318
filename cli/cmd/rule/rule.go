// Package rule holds the commands for the rules in force: what they say, where
// they come from, how they are enforced, and the switch of an administrator.
package rule

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/lawbook"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
)

// New is the command that holds the verbs of rules.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("rule", "Rules in force: text, source, enforcement, who checks them",
		NewList(f, nil), NewShow(f, nil), NewExplain(f, nil),
		NewSwitch(f, regulation.Deny, nil), NewSwitch(f, regulation.Warn, nil), NewSwitch(f, regulation.Off, nil))
}

// View is a rule as -o json and -o yaml print it.
type View struct {
	ID           string            `json:"id"`
	Edition      string            `json:"edition"`
	Titles       map[string]string `json:"titles"`
	Check        string            `json:"check,omitempty"`
	Source       string            `json:"source"`
	Verification string            `json:"verification"`
	Moments      []string          `json:"moments"`
	Severity     string            `json:"severity"`
	Enforcement  string            `json:"enforcement"`
	Parameters   map[string]string `json:"parameters,omitempty"`
	// CheckedBy says who checks it: platform, construction, other-rule, people,
	// facts-not-collected.
	CheckedBy string   `json:"checkedBy"`
	CheckedAt []string `json:"checkedAt,omitempty"`
	CoveredBy string   `json:"coveredBy,omitempty"`
	Note      string   `json:"note,omitempty"`
	// Override says who changed the enforcement.
	Override *Override `json:"override,omitempty"`
}

// Override is who changed how a rule is enforced.
type Override struct {
	Name     string `json:"name"`
	By       string `json:"by"`
	At       string `json:"at"`
	Document string `json:"document"`
	Reason   string `json:"reason"`
}

// view shows a rule of a book with what the platform does about it.
func view(r regulation.Rule, edition string) View {
	e, _ := rules.Of(r.ID)
	v := View{
		ID: r.ID, Edition: edition, Titles: r.Titles, Check: r.Check, Source: r.Source, Verification: r.Verification,
		Severity: r.Severity, Enforcement: string(r.Enforcement), Parameters: r.Parameters,
		CheckedBy: string(e.By), CoveredBy: e.Through, Note: e.Note,
	}
	if e.By == "" {
		v.CheckedBy = string(rules.ByNobody)
	}
	for _, m := range r.Moments {
		v.Moments = append(v.Moments, string(m))
	}
	for _, at := range e.At {
		v.CheckedAt = append(v.CheckedAt, string(at))
	}
	if o := r.Changed; o != nil {
		v.Override = &Override{Name: o.Name, By: o.By, At: o.At, Document: o.Document, Reason: o.Reason}
	}
	return v
}

// completeIDs completes the id of a rule.
func completeIDs(f *cmdutil.Factory) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		shelf, err := lawbook.Read(cmd.Context(), f)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		book, err := shelf.Book("")
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var found []string
		for _, r := range book.Rules() {
			if strings.HasPrefix(r.ID, strings.ToUpper(typed)) {
				found = append(found, r.ID)
			}
		}
		return found, cobra.ShellCompDirectiveNoFileComp
	}
}
