package planning

import (
	"cmp"
	"maps"
	"slices"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// resource adds a resource once.
func (b *builder) resource(r schedule.Resource) string {
	if !b.resources[r.Name] {
		b.resources[r.Name] = true
		b.input.Resources = append(b.input.Resources, r)
	}
	return r.Name
}

// team is the people of a body.
func (b *builder) team(kind api.TeamKind, name, otherwise string) string {
	full := map[api.TeamKind]string{api.TeamAgency: teamOf, api.TeamSupplier: supplierOf, api.TeamOperator: ""}[kind] + name
	return b.resource(schedule.Resource{Name: full, Kind: schedule.Team, Calendar: working, Capacity: b.people(kind, name, full, otherwise)})
}

func (b *builder) people(kind api.TeamKind, name, full, otherwise string) int64 {
	if p := b.world.Programme.Spec.Planning; p != nil {
		for _, t := range p.Teams {
			if t.Kind == kind && t.Name == name {
				return int64(t.People)
			}
		}
	}
	return b.assumed.take(otherwise, full)
}

// night is how many systems may cut over on one day.
func (b *builder) night() string {
	most := max(1, int64(b.world.Programme.Spec.ParallelCutovers))
	return b.resource(schedule.Resource{Name: parallel, Kind: schedule.Team, Capacity: most})
}

// link is the connection of a site to the platform; a site that nobody has named
// is the owner's.
func (b *builder) link(owner, site string) (name string, gibPerDay int64) {
	name = linkOf + cmp.Or(site, unknownSite+owner)
	var mbps *int64
	if at, known := b.sites[site]; known && b.world.Sites[at].Spec.BandwidthMbps != nil {
		n := int64(*b.world.Sites[at].Spec.BandwidthMbps)
		mbps = &n
	}
	rate := gibOf(b.assumed.told(mbps, SiteMbps, name) * b.assumed.take(LinkShare, name) / 100)
	return b.resource(schedule.Resource{Name: name, Kind: schedule.Link, Capacity: rate, Calendar: b.serviced[site]}), rate
}

// gibOf is how many GiB a link carries in a day, at least one.
func gibOf(mbps int64) int64 { return max(1, mbps*1_000_000/8*86_400>>30) }
