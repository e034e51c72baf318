// Package sourcesite holds the commands for the places from which systems move:
// what is on record of them, and what follows from it for the move.
package sourcesite

import (
	"strconv"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/facts"
)

// New is the command that holds the verbs of source sites.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("sourcesite", "Server rooms, data centres and rented platforms from which systems move",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewSet(f, nil))
}

// Kind is what the verbs need to know of source sites; whether the systems of one
// must move is judged by the clock of the command.
func Kind(f *cmdutil.Factory) verb.Kind[*api.SourceSite] {
	return verb.Kind[*api.SourceSite]{
		Noun: "sourcesite", Scope: verb.OfPlatform,
		New:     func() *api.SourceSite { return &api.SourceSite{} },
		NewList: func() client.ObjectList { return &api.SourceSiteList{} },
		Columns: []verb.Column[*api.SourceSite]{
			{Head: "AGENCY", Value: func(s *api.SourceSite) string { return s.Spec.Agency }},
			{Head: "DATA-CENTRE", Value: func(s *api.SourceSite) string { return string(s.Spec.DataCentre) }},
			{Head: "832-UNTIL", Value: conformsUntil},
			{Head: "LIFE-ENDS", Value: func(s *api.SourceSite) string { return string(s.Spec.UsefulLifeEndsOn) }},
			{Head: "LEASE-ENDS", Value: leaseEnds},
			{Head: "MBPS", Right: true, Value: bandwidth},
			{Head: "STAYS-UNTIL", Value: func(s *api.SourceSite) string { return facts.SourceSite(s.Spec).StaysUntil(today(f)) }},
			{Head: "STAGE", Right: true, Value: func(s *api.SourceSite) string { return stage(facts.SourceSite(s.Spec).Stage()) }},
		},
	}
}

// today is the day in Kazakhstan.
func today(f *cmdutil.Factory) string { return calendar.Day(f.Clock.Now()) }

func conformsUntil(s *api.SourceSite) string {
	if s.Spec.Conformance832 == nil {
		return ""
	}
	return string(s.Spec.Conformance832.ValidUntil)
}

func leaseEnds(s *api.SourceSite) string {
	if s.Spec.Lease == nil {
		return ""
	}
	return string(s.Spec.Lease.EndsOn)
}

func bandwidth(s *api.SourceSite) string {
	if s.Spec.BandwidthMbps == nil {
		return ""
	}
	return strconv.Itoa(int(*s.Spec.BandwidthMbps))
}

func stage(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
