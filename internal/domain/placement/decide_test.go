package placement_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/placement"
)

func host(name string, change ...func(*placement.Host)) placement.Host {
	h := placement.Host{
		Name: name, DataCentre: "astana-1", Segment: "G2G", Zone: "a", Ready: true,
		Allocatable: placement.Resources{VCPU: 16, MemoryMiB: 65536, DiskGiB: 1000},
	}
	for _, f := range change {
		f(&h)
	}
	return h
}

func request(change ...func(*placement.Request)) placement.Request {
	r := placement.Request{
		Machine: "uid-1", Segment: "G2G",
		Needs: placement.Resources{VCPU: 4, MemoryMiB: 8192, DiskGiB: 40},
		Site:  func(string) placement.Reason { return "" },
	}
	for _, f := range change {
		f(&r)
	}
	return r
}

func taken(machine, host, group string, vcpu int64) placement.Promise {
	return placement.Promise{Machine: machine, Host: host, Group: group, Takes: placement.Resources{VCPU: vcpu}}
}

func TestDecide(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		hosts   []placement.Host
		taken   []placement.Promise
		request placement.Request
		want    placement.Decision
	}{
		"spreads: takes the host with the largest free share": {
			hosts:   []placement.Host{host("a"), host("b")},
			taken:   []placement.Promise{taken("x", "a", "", 2)},
			request: request(),
			want:    placement.Decision{Host: "b"},
		},
		"breaks a tie by name": {
			hosts:   []placement.Host{host("b"), host("a"), host("c")},
			request: request(),
			want:    placement.Decision{Host: "a"},
		},
		"counts the promise of a host that is seen later": {
			hosts:   []placement.Host{host("a")},
			taken:   []placement.Promise{taken("x", "a", "", 13)},
			request: request(),
			want:    placement.Decision{Refusals: map[placement.Reason]int{"InsufficientVCPU": 1}},
		},
		"never puts two machines of one group on a host": {
			hosts:   []placement.Host{host("a"), host("b")},
			taken:   []placement.Promise{taken("x", "b", "ns/db", 0), taken("y", "a", "ns/db", 0)},
			request: request(func(r *placement.Request) { r.Group = "ns/db" }),
			want:    placement.Decision{Refusals: map[placement.Reason]int{"AntiAffinity": 2}},
		},
		"takes the zone with the fewest machines of the group, though its hosts are fuller": {
			hosts:   []placement.Host{host("a"), host("b"), host("c", inZone("z2"))},
			taken:   []placement.Promise{taken("x", "a", "ns/db", 0), taken("y", "c", "", 8)},
			request: request(func(r *placement.Request) { r.Group = "ns/db" }),
			want:    placement.Decision{Host: "c"},
		},
		"never puts two machines of a group that keeps to its own zones into one": {
			hosts: []placement.Host{host("a"), host("b"), host("c", inZone("z2"))},
			taken: []placement.Promise{taken("x", "a", "ns/db", 0), taken("y", "c", "", 8)},
			request: request(func(r *placement.Request) {
				r.Group, r.Scope = "ns/db", placement.PerZone
			}),
			want: placement.Decision{Host: "c"},
		},
		"waits when every zone has a machine of the group": {
			hosts: []placement.Host{host("a"), host("b"), host("c", inZone("z2"))},
			taken: []placement.Promise{taken("x", "a", "ns/db", 0), taken("y", "c", "ns/db", 0)},
			request: request(func(r *placement.Request) {
				r.Group, r.Scope = "ns/db", placement.PerZone
			}),
			want: placement.Decision{Refusals: map[placement.Reason]int{"AntiAffinity": 3}},
		},
		"tells zones of one name in two data centres apart": {
			hosts: []placement.Host{host("a"), host("b", in("almaty-1"))},
			taken: []placement.Promise{taken("x", "a", "ns/db", 0)},
			request: request(func(r *placement.Request) {
				r.Group, r.Scope = "ns/db", placement.PerZone
			}),
			want: placement.Decision{Host: "b"},
		},
		"waits when every data centre has a machine of the group, though other zones are free": {
			hosts: []placement.Host{host("a"), host("b", inZone("z2"))},
			taken: []placement.Promise{taken("x", "a", "ns/db", 0)},
			request: request(func(r *placement.Request) {
				r.Group, r.Scope = "ns/db", placement.PerDataCentre
			}),
			want: placement.Decision{Refusals: map[placement.Reason]int{"AntiAffinity": 2}},
		},
		"goes back to the host that already holds it, though that is full and closed": {
			hosts: []placement.Host{host("a"), host("b", closed)},
			taken: []placement.Promise{taken("x", "b", "", 16)},
			request: request(func(r *placement.Request) {
				r.Holder = "b"
			}),
			want: placement.Decision{Host: "b"},
		},
		"waits when the host that holds it is not registered": {
			hosts:   []placement.Host{host("a")},
			request: request(func(r *placement.Request) { r.Holder = "gone" }),
			want:    placement.Decision{Refusals: map[placement.Reason]int{"HeldElsewhere": 1}},
		},
		"gives a reason for every host it refuses": {
			hosts: []placement.Host{
				host("abroad", in("frankfurt")), host("elsewhere", in("almaty-1")),
				host("external", func(h *placement.Host) { h.Segment = "G2CB" }),
				host("silent", func(h *placement.Host) { h.Ready = false }),
				host("closed", closed),
				host("few-cpus", gives(3, 65536, 1000)), host("little-memory", gives(16, 8191, 1000)),
				host("little-disk", gives(16, 65536, 39)), host("shrunk", gives(0, 0, 0)),
				host("taken"),
			},
			taken: []placement.Promise{taken("x", "taken", "ns/db", 0), taken("y", "shrunk", "", 4)},
			request: request(func(r *placement.Request) {
				r.Group = "ns/db"
				r.Site = func(site string) placement.Reason {
					return map[string]placement.Reason{
						"frankfurt": placement.Residency, "almaty-1": placement.NotCommissioned,
					}[site]
				}
			}),
			want: placement.Decision{Refusals: map[placement.Reason]int{
				"Residency": 1, "NotCommissioned": 1, "Segment": 1, "HostNotReady": 1, "Unschedulable": 1,
				"InsufficientVCPU": 2, "InsufficientMemory": 1, "InsufficientDisk": 1, "AntiAffinity": 1,
			}},
		},
		"stays in the data centre it asks for": {
			hosts:   []placement.Host{host("a"), host("b", in("almaty-1"))},
			taken:   []placement.Promise{taken("x", "b", "", 8)},
			request: request(func(r *placement.Request) { r.DataCentre = "almaty-1" }),
			want:    placement.Decision{Host: "b"},
		},
		"finds nothing where there is no host": {
			request: request(),
			want:    placement.Decision{Refusals: map[placement.Reason]int{}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := placement.NewSnapshot()
			for _, p := range tc.taken {
				s.Commit(p)
			}
			for _, h := range tc.hosts {
				s.SetHost(h)
			}
			if diff := cmp.Diff(tc.want, placement.Decide(s, tc.request)); diff != "" {
				t.Errorf("decision (-want +got):\n%s", diff)
			}
		})
	}
}

func in(dataCentre string) func(*placement.Host) {
	return func(h *placement.Host) { h.DataCentre = dataCentre }
}

func inZone(zone string) func(*placement.Host) {
	return func(h *placement.Host) { h.Zone = zone }
}

func closed(h *placement.Host) { h.Unschedulable = true }

func gives(vcpu, memoryMiB, diskGiB int64) func(*placement.Host) {
	return func(h *placement.Host) {
		h.Allocatable = placement.Resources{VCPU: vcpu, MemoryMiB: memoryMiB, DiskGiB: diskGiB}
	}
}
