package domainxml_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/disks"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt/domainxml"
)

var update = flag.Bool("update", false, "write the golden files anew")

func spec(edit func(*domainxml.Spec)) domainxml.Spec {
	s := domainxml.Spec{
		Machine: driver.Machine{
			UID: "0c7a3a0c-5f3e-4b51-9d53-6f0e1a9d2b10", Namespace: "env-minfin-prod", Name: "web-1",
			Resources: compute.Resources{VCPU: 2, MemoryMiB: 96, DiskGiB: 3},
		},
		Platform: domainxml.Platform{Type: "qemu", OSType: "hvm", Arch: "x86_64", Emulator: "/usr/bin/qemu-system-x86_64"},
		Disks: []disks.Disk{
			{Path: "/s/disks/u/root.qcow2", Format: compute.FormatQcow2},
			{Path: "/s/disks/u/data-db.qcow2", Format: compute.FormatQcow2},
			{Path: "/s/disks/u/seed.iso", Format: compute.FormatRaw, ReadOnly: true},
		},
		Dir: "/s/disks/u", SerialLog: "/s/disks/u/serial.log",
	}
	if edit != nil {
		edit(&s)
	}
	return s
}

func TestBuild(t *testing.T) {
	t.Parallel()
	for name, edit := range map[string]func(*domainxml.Spec){
		"emulated": nil,
		"accelerated": func(s *domainxml.Spec) {
			s.Platform.Type, s.DirectIO = "kvm", true
			s.Machine.NIC = &driver.NIC{Bridge: "br0", MAC: "52:54:00:01:02:03", Address: "10.9.8.5/24", Gateway: "10.9.8.1"}
		},
		"hostile-name": func(s *domainxml.Spec) {
			s.Machine.Name = `"/><emulator>/bin/sh</emulator>`
			s.Disks = s.Disks[:1]
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := domainxml.Build(spec(edit))
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", name+".xml")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("definition (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseTag(t *testing.T) {
	t.Parallel()
	want := domainxml.Tag{
		UID: "u1", Address: "10.9.8.5/24", Resources: compute.Resources{VCPU: 2, MemoryMiB: 96, DiskGiB: 3},
	}
	for name, element := range map[string]string{
		"with its prefix":    `<ikp:machine xmlns:ikp="https://ikp.gov.kz/xmlns/domain/1" uid="u1" vcpu="2" memoryMiB="96" diskGiB="3" address="10.9.8.5/24"/>`,
		"without its prefix": `<machine uid="u1" vcpu="2" memoryMiB="96" diskGiB="3" address="10.9.8.5/24"/>`,
	} {
		got, err := domainxml.ParseTag(element)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("tag %s, err = %v (-want +got):\n%s", name, err, diff)
		}
	}
	for _, broken := range []string{"", "<machine/>", `<other uid="u1"/>`, `<machine uid="u1" vcpu="many"/>`} {
		if _, err := domainxml.ParseTag(broken); err == nil {
			t.Errorf("ParseTag(%q) accepts it", broken)
		}
	}
}

func FuzzParseTag(f *testing.F) {
	f.Add(`<machine uid="u1" vcpu="2" memoryMiB="96" diskGiB="3"/>`)
	f.Fuzz(func(t *testing.T, element string) {
		if tag, err := domainxml.ParseTag(element); err == nil && tag.UID == "" {
			t.Error("a tag without a UID is accepted")
		}
	})
}

func TestParsePlatform(t *testing.T) {
	t.Parallel()
	guest := func(arch, kinds string) string {
		return `<guest><os_type>hvm</os_type><arch name="` + arch + `"><emulator>/q</emulator>` + kinds + `</arch></guest>`
	}
	host := func(guests string) string {
		return `<capabilities><host><cpu><arch>x86_64</arch></cpu></host>` + guests + `</capabilities>`
	}
	cases := map[string]struct {
		xml        string
		accelerate bool
		want       domainxml.Platform
	}{
		"is accelerated when the host says so": {
			host(guest("i686", `<domain type="qemu"/>`) + guest("x86_64", `<domain type="qemu"/><domain type="kvm"/>`)), true,
			domainxml.Platform{Type: "kvm", OSType: "hvm", Arch: "x86_64", Emulator: "/q"},
		},
		"is emulated when the host cannot do better": {
			host(guest("x86_64", `<domain type="qemu"/>`)), true,
			domainxml.Platform{Type: "qemu", OSType: "hvm", Arch: "x86_64", Emulator: "/q"},
		},
		"is emulated when better is not wanted": {
			host(guest("x86_64", `<domain type="qemu"/><domain type="kvm"/>`)), false,
			domainxml.Platform{Type: "qemu", OSType: "hvm", Arch: "x86_64", Emulator: "/q"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := domainxml.ParsePlatform(tc.xml, tc.accelerate)
			if diff := cmp.Diff(tc.want, got); diff != "" || err != nil {
				t.Errorf("platform, err = %v (-want +got):\n%s", err, diff)
			}
		})
	}
	for _, none := range []string{"", host(""), host(guest("aarch64", `<domain type="kvm"/>`))} {
		if _, err := domainxml.ParsePlatform(none, true); err == nil {
			t.Errorf("ParsePlatform(%q) finds one", none)
		}
	}
}
