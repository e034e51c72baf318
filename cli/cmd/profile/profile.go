// Package profile holds the commands for editions of the rules: which there are,
// in what they differ, and what a new one would change for whom.
package profile

import (
	"strconv"

	"github.com/spf13/cobra"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/lawbook"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of editions.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("profile", "Editions of the rules: what is in force since when, and what another would change",
		NewList(f, nil), NewShow(f, nil), NewDiff(f, nil), NewSimulate(f, nil))
}

// Kind is what the verbs need to know of editions.
func Kind() verb.Kind[*governance.RegulationProfile] {
	return verb.Kind[*governance.RegulationProfile]{
		Noun: "profile", Scope: verb.OfPlatform,
		New:     func() *governance.RegulationProfile { return &governance.RegulationProfile{} },
		NewList: lawbook.NewProfileList,
		Columns: []verb.Column[*governance.RegulationProfile]{
			{Head: "FROM", Value: func(p *governance.RegulationProfile) string { return string(p.Spec.ValidFrom) }},
			{Head: "TO", Value: func(p *governance.RegulationProfile) string { return string(p.Spec.ValidTo) }},
			verb.NumberColumn("RULES", func(p *governance.RegulationProfile) int64 { return int64(len(p.Spec.Rules)) }),
			verb.NumberColumn("DENY", enforced(governance.EnforcementDeny)),
			verb.NumberColumn("WARN", enforced(governance.EnforcementWarn)),
			verb.NumberColumn("OFF", enforced(governance.EnforcementOff)),
			verb.NumberColumn("MEASURES", func(p *governance.RegulationProfile) int64 { return int64(len(p.Spec.Measures)) }),
			{Head: "TITLE", Value: func(p *governance.RegulationProfile) string { return verb.Title(p.Spec.Titles) }},
		},
		Details: []verb.Column[*governance.RegulationProfile]{
			{Head: "PARTIES", Value: parties},
			{Head: "STAGES", Value: func(p *governance.RegulationProfile) string { return strconv.Itoa(len(p.Spec.Stages)) }},
			{Head: "DEADLINES", Value: deadlines},
		},
	}
}

func enforced(how governance.Enforcement) func(*governance.RegulationProfile) int64 {
	return func(p *governance.RegulationProfile) int64 {
		var n int64
		for _, r := range p.Spec.Rules {
			if r.Enforcement == how {
				n++
			}
		}
		return n
	}
}

func parties(p *governance.RegulationProfile) string {
	codes := make([]string, len(p.Spec.Parties))
	for i, party := range p.Spec.Parties {
		codes[i] = party.Code
	}
	return verb.Join(codes)
}

func deadlines(p *governance.RegulationProfile) string {
	all := make([]string, len(p.Spec.Deadlines))
	for i, d := range p.Spec.Deadlines {
		all[i] = d.ID + "=" + string(d.LastDay)
	}
	return verb.Join(all)
}

// NewList is the command that lists editions.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*governance.RegulationProfile]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List the editions of the rules; of those whose days include today the one that began last is in force",
		Example: `  ikpctl profile list
  ikpctl profile list -o name`,
	}, runF)
}

// NewShow is the command that shows an edition.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*governance.RegulationProfile]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show an edition of the rules",
		Example: `  ikpctl profile show digital-code-2026
  ikpctl profile show concept-2022 -o yaml`,
	}, runF)
}

// completeEditions completes names of editions.
func completeEditions(f *cmdutil.Factory, most int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		shelf, err := lawbook.Read(cmd.Context(), f)
		if err != nil || len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return shelf.Names(), cobra.ShellCompDirectiveNoFileComp
	}
}
