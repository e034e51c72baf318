package seed_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/seed"
)

func machine() driver.Machine {
	return driver.Machine{
		UID: "0c7a3a0c-5f3e-4b51-9d53-6f0e1a9d2b10", Namespace: "env-minfin-prod", Name: "web-1",
		UserData: []byte("#cloud-config\n" + strings.Repeat("# long\n", 700)),
		NIC:      &driver.NIC{Bridge: "br0", MAC: "52:54:00:01:02:03", Address: "10.9.8.5/24", Gateway: "10.9.8.1"},
	}
}

// TestOthersReadTheVolume lets an independent program read every file back.
func TestOthersReadTheVolume(t *testing.T) {
	t.Parallel()
	m := machine()
	image, err := seed.NoCloud(m)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "seed.iso")
	if err := os.WriteFile(path, image, 0o600); err != nil {
		t.Fatal(err)
	}
	xorriso := exec.CommandContext(t.Context(), "xorriso", "-indev", path, "-pvd_info", "-osirrox", "on", "-extract", "/", filepath.Join(dir, "out"))
	said, err := xorriso.CombinedOutput()
	if err != nil {
		t.Fatalf("xorriso: %v\n%s", err, said)
	}
	if !bytes.Contains(said, []byte("Volume Id    : cidata")) {
		t.Errorf("the volume is not labelled cidata:\n%s", said)
	}
	got := map[string]string{}
	for _, name := range []string{"META-DATA", "USER-DATA", "NETWORK-CONFIG"} {
		raw, err := os.ReadFile(filepath.Join(dir, "out", name))
		if err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		got[name] = string(raw)
	}
	want := map[string]string{
		"META-DATA": "instance-id: 0c7a3a0c-5f3e-4b51-9d53-6f0e1a9d2b10\nlocal-hostname: web-1\n",
		"USER-DATA": string(m.UserData),
		"NETWORK-CONFIG": "ethernets:\n  nic0:\n    addresses:\n    - 10.9.8.5/24\n    match:\n      macaddress: \"52:54:00:01:02:03\"\n" +
			"    routes:\n    - to: 0.0.0.0/0\n      via: 10.9.8.1\nversion: 2\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestTheSameMachineGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	first, err := seed.NoCloud(machine())
	if err != nil {
		t.Fatal(err)
	}
	second, err := seed.NoCloud(machine())
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("two seeds of one machine differ, err = %v", err)
	}
}
