package guestnet_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/types"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/guestnet"
)

func TestNICsAreStableAndDistinct(t *testing.T) {
	t.Parallel()
	n, err := guestnet.Parse("br0,10.9.8.0/29")
	if err != nil {
		t.Fatal(err)
	}
	var taken []string
	seen := map[string]bool{"10.9.8.0/29": true, "10.9.8.1/29": true, "10.9.8.7/29": true}
	for _, uid := range []types.UID{"a", "b", "c", "d", "e"} {
		nic, err := n.NIC(driver.Machine{UID: uid}, "", taken)
		if err != nil {
			t.Fatal(err)
		}
		if seen[nic.Address] {
			t.Errorf("machine %s gets %s, which is not free", uid, nic.Address)
		}
		again, err := n.NIC(driver.Machine{UID: uid}, "", taken)
		if diff := cmp.Diff(nic, again); diff != "" || err != nil {
			t.Errorf("asked twice, err = %v (-first +second):\n%s", err, diff)
		}
		seen[nic.Address] = true
		taken = append(taken, nic.Address)
		n.Release(uid)
	}
	kept, err := n.NIC(driver.Machine{UID: "a"}, taken[1], nil)
	if err != nil || kept.Address != taken[1] {
		t.Errorf("a machine that has %s gets %v, %v", taken[1], kept, err)
	}
	_, err = n.NIC(driver.Machine{UID: "f"}, "", taken)
	if _, ok := driver.AsRejected(err); !ok {
		t.Errorf("a full range gives %v, want a refusal", err)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "br0", ",10.0.0.0/24", "br0,10.0.0.0", "br0,10.0.0.0/30", "br0,fd00::/64"} {
		if _, err := guestnet.Parse(s); err == nil {
			t.Errorf("Parse(%q) accepts it", s)
		}
	}
}

func TestAddressesThatNobodyShowsYetAreNotGivenTwice(t *testing.T) {
	t.Parallel()
	n, err := guestnet.Parse("br0,10.9.8.0/29")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, uid := range []types.UID{"a", "b", "c", "d", "e"} {
		nic, err := n.NIC(driver.Machine{UID: uid}, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		if seen[nic.Address] {
			t.Errorf("%s is given twice", nic.Address)
		}
		seen[nic.Address] = true
	}
}
