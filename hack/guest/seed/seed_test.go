package seed_test

import (
	"bytes"
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/govtech-kz/ikp/hack/guest/seed"
)

func TestParseMetaData(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		text    string
		want    seed.MetaData
		wantErr string
	}{
		"reads YAML": {
			text: "instance-id: 7c1d\nlocal-hostname: db-1\n",
			want: seed.MetaData{InstanceID: "7c1d", Hostname: "db-1"},
		},
		"reads JSON and ignores what it does not know": {
			text: `{"instance-id":"7c1d","local-hostname":"db-1.minfin","dsmode":"local"}`,
			want: seed.MetaData{InstanceID: "7c1d", Hostname: "db-1.minfin"},
		},
		"refuses a hostname that would write a second line": {
			text:    "instance-id: 7c1d\nlocal-hostname: \"db\\nikp-guest: ready\"\n",
			wantErr: "local-hostname is not a host name",
		},
		"refuses a hostname longer than the kernel takes": {
			text:    "instance-id: 7c1d\nlocal-hostname: " + strings.Repeat("a.", 40) + "kz\n",
			wantErr: "at most 64 characters",
		},
		"refuses a file without an instance": {
			text:    "local-hostname: db-1\n",
			wantErr: "instance-id is not an identifier",
		},
		"refuses what is not YAML without repeating it": {
			text:    "\t: secret",
			wantErr: "reading meta-data: not YAML",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := seed.ParseMetaData([]byte(tc.text))
			checkError(t, err, tc.wantErr)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("meta-data (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseNetwork(t *testing.T) {
	t.Parallel()
	ipv4 := netip.MustParsePrefix("10.20.0.5/24")
	for name, tc := range map[string]struct {
		text    string
		want    []seed.Link
		wantErr string
	}{
		"reads an address and the default route": {
			text: "version: 2\nethernets:\n  eth0:\n    match: {macaddress: '52:54:00:AA:BB:01'}\n" +
				"    addresses: [10.20.0.5/24, 'fd00::5/64']\n    routes: [{to: default, via: 10.20.0.1}]\n",
			want: []seed.Link{{Name: "eth0", MAC: "52:54:00:aa:bb:01", Addresses: []netip.Prefix{ipv4}, Gateway: netip.MustParseAddr("10.20.0.1")}},
		},
		"reads the older gateway4 under the key network": {
			text: "network:\n  version: 2\n  ethernets:\n    eth0: {addresses: [10.20.0.5/24], gateway4: 10.20.0.1}\n",
			want: []seed.Link{{Name: "eth0", Addresses: []netip.Prefix{ipv4}, Gateway: netip.MustParseAddr("10.20.0.1")}},
		},
		"gives links in the order of their names": {
			text: "{version: 2, ethernets: {eth1: {}, eth0: {}}}",
			want: []seed.Link{{Name: "eth0"}, {Name: "eth1"}},
		},
		"refuses another version": {
			text:    "version: 1\nconfig: []\n",
			wantErr: "version 1 is not known",
		},
		"refuses an address without a prefix": {
			text:    "{version: 2, ethernets: {eth0: {addresses: [10.20.0.5]}}}",
			wantErr: `reading network-config of "eth0"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := seed.ParseNetwork([]byte(tc.text))
			checkError(t, err, tc.wantErr)
			if diff := cmp.Diff(tc.want, got, cmpopts.EquateComparable(netip.Prefix{}, netip.Addr{})); diff != "" {
				t.Errorf("links (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDescribeTellsNothingOfTheContent(t *testing.T) {
	t.Parallel()
	const want = "2 lines, 18 bytes, sha256 ae155858def092369d10d0693d318a11a3c3ae9bee47efc9e0316d4e4deca738"
	got := seed.Describe([]byte("password: x\nb: yyy"))
	if got != want {
		t.Errorf("Describe = %q, want %q", got, want)
	}
}

func TestIsSeed(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		volume []byte
		want   bool
	}{
		"finds the label in any case":          {volume: volume("CD001", "CIDATA"), want: true},
		"passes over another label":            {volume: volume("CD001", "install"), want: false},
		"passes over another file system":      {volume: volume("FAT32", "cidata"), want: false},
		"passes over a disk that is too small": {volume: make([]byte, 512), want: false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := seed.IsSeed(bytes.NewReader(tc.volume)); got != tc.want {
				t.Errorf("IsSeed = %v, want %v", got, tc.want)
			}
		})
	}
}

// FuzzParseMetaData holds that what is accepted is one line of plain characters.
func FuzzParseMetaData(f *testing.F) {
	f.Add([]byte("instance-id: 7c1d\nlocal-hostname: db-1\n"))
	f.Add([]byte(`{"instance-id":"a","local-hostname":"b"}`))
	f.Add([]byte("local-hostname: &a [*a]\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := seed.ParseMetaData(text)
		if err == nil && strings.ContainsAny(m.Hostname+m.InstanceID, "\r\n\x1b\x00 ") {
			t.Errorf("accepted %q, which would break the console's lines", m)
		}
	})
}

func FuzzParseNetwork(f *testing.F) {
	f.Add([]byte("version: 2\nethernets:\n  eth0: {addresses: [10.20.0.5/24], gateway4: 10.20.0.1}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		links, _ := seed.ParseNetwork(text)
		for _, l := range links {
			for _, p := range l.Addresses {
				if !p.Addr().Is4() {
					t.Errorf("accepted %s, which the guest cannot set", p)
				}
			}
		}
	})
}

func volume(identifier, label string) []byte {
	v := make([]byte, 20*2048)
	copy(v[16*2048+1:], identifier)
	copy(v[16*2048+40:], label+strings.Repeat(" ", 32-len(label)))
	return v
}

func checkError(t *testing.T, err error, want string) {
	t.Helper()
	if want == "" && err != nil {
		t.Errorf("unexpected error: %v", err)
	}
	if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
		t.Errorf("error = %v, want one with %q", err, want)
	}
}
