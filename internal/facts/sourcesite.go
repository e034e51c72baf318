package facts

import (
	migrationapi "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/sourcesite"
)

// SourceSite is what is on record of a site from which systems move.
func SourceSite(s migrationapi.SourceSiteSpec) sourcesite.Site {
	site := sourcesite.Site{
		DataCentre: sourcesite.Answer(s.DataCentre), UsefulLifeEndsOn: string(s.UsefulLifeEndsOn),
		BandwidthKnown: s.BandwidthMbps != nil,
	}
	if c := s.Conformance832; c != nil {
		site.Conformity = &sourcesite.Conformity{Edition: string(c.Edition), From: string(c.ValidFrom), Until: string(c.ValidUntil)}
	}
	if l := s.Lease; l != nil {
		site.Lease = &sourcesite.Lease{Contract: l.Contract, EndsOn: string(l.EndsOn)}
	}
	return site
}
