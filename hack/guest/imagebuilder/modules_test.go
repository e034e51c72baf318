package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOrderPutsEachModuleAfterWhatItNeeds(t *testing.T) {
	t.Parallel()
	needs := map[string][]string{"virtio_net": {"net_failover", "virtio"}, "net_failover": {"failover"}, "virtio_blk": {"virtio"}}
	m := modules{
		paths:   map[string]string{"virtio_net": "virtio_net", "net_failover": "net_failover", "failover": "failover", "virtio_blk": "virtio_blk"},
		builtin: map[string]bool{"virtio": true},
		needs:   func(path string) ([]string, error) { return needs[path], nil },
	}
	got, err := m.order([]string{"virtio_net", "virtio_blk"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"failover", "net_failover", "virtio_net", "virtio_blk"}, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestOrderRefusesAModuleTheKernelLacks(t *testing.T) {
	t.Parallel()
	m := modules{}
	if _, err := m.order([]string{"virtio_blk"}); err == nil || !strings.Contains(err.Error(), "no module virtio_blk") {
		t.Errorf("error = %v, want one that names virtio_blk", err)
	}
}

func TestDependencies(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		info string
		want []string
	}{
		"reads names and spells them as the kernel does": {
			info: "license=GPL\x00depends=net-failover,virtio_ring\x00retpoline=Y\x00",
			want: []string{"net_failover", "virtio_ring"},
		},
		"finds none in an empty list":     {info: "depends=\x00license=GPL\x00"},
		"finds none where none is stated": {info: "softdepends=x\x00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, dependencies([]byte(tc.info))); diff != "" {
				t.Errorf("dependencies (-want +got):\n%s", diff)
			}
		})
	}
}

func TestModuleName(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"kernel/drivers/char/hw_random/virtio-rng.ko": "virtio_rng",
		"kernel/drivers/block/virtio_blk.ko":          "virtio_blk",
		"net-failover":                                "net_failover",
	} {
		if got := moduleName(path); got != want {
			t.Errorf("moduleName(%q) = %q, want %q", path, got, want)
		}
	}
}
