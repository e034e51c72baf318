package state_test

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/local/state"
)

func TestStateSurvives(t *testing.T) {
	dir := t.TempDir()
	if s, err := state.Load(dir); s != nil || err != nil {
		t.Fatalf("an empty folder has state %v, %v", s, err)
	}
	want := &state.State{
		Name: "local", Driver: state.DriverFixture, Hosts: []string{"host-a"},
		Ports: map[string]int{"etcd": 20001}, HostUUIDs: map[string]string{"host-a": "u"},
	}
	if err := want.Save(dir); err != nil {
		t.Fatal(err)
	}
	got, err := state.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("state changed on disk (-want +got):\n%s", diff)
	}
}

func TestABrokenStateIsNotTakenForNone(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "state.json"), []byte(`{"name":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := state.Load(dir); err == nil {
		t.Error("a half written state was accepted")
	}
}

func TestChoosePorts(t *testing.T) {
	s := &state.State{}
	if err := s.ChoosePorts("/a", "etcd", "apiserver"); err != nil {
		t.Fatal(err)
	}
	first := s.Ports["etcd"]
	if first == s.Ports["apiserver"] {
		t.Errorf("two parts got port %d", first)
	}
	if err := s.ChoosePorts("/a", "etcd", "webhook"); err != nil {
		t.Fatal(err)
	}
	if got := s.Ports["etcd"]; got != first {
		t.Errorf("etcd moved from port %d to %d", first, got)
	}
}

func TestChoosePortsAvoidsPortsInUse(t *testing.T) {
	s := &state.State{}
	if err := s.ChoosePorts("/a", "etcd"); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(s.Ports["etcd"])))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	other := &state.State{}
	if err := other.ChoosePorts("/a", "etcd"); err != nil {
		t.Fatal(err)
	}
	if other.Ports["etcd"] == s.Ports["etcd"] {
		t.Errorf("port %d is in use and was chosen again", s.Ports["etcd"])
	}
}
