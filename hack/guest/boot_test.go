package guest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// patience is far more than a guest needs: a loaded machine must not fail a test.
const patience = 90 * time.Second

func TestGuestReadsItsSeedAndAnswersInEveryWay(t *testing.T) {
	t.Parallel()
	m, port := newMachine(t), freePort(t)
	args := seededMachine(m, port)
	started := time.Now()
	m.boot(args...)
	said := m.expect("ikp-guest: ready", patience)
	t.Logf("ready after %s", time.Since(started))

	if got, want := said[len(said)-1], "ikp-guest: ready hostname=db-1 instance=7c1d-42"; got != want {
		t.Errorf("the guest said %q, want %q; before that: %q", got, want, said)
	}
	if text := strings.Join(said, "\n"); strings.Contains(text, secret) || !strings.Contains(text, "user-data 2 lines") {
		t.Errorf("the guest must count its user-data and not repeat it; it said:\n%s", text)
	}
	if strings.Contains(strings.Join(said, "\n"), "problem") {
		t.Errorf("the guest has met problems; it said %q", said)
	}
	if !slices.Contains(said, "ikp-guest: disk vdb 4194304 bytes") {
		t.Errorf("the guest does not list its data disk; it said %q", said)
	}
	if got := readTCP(t, port); got != "ready\n" {
		t.Errorf("over TCP the guest said %q, want ready", got)
	}
	agent := m.dial("agent")
	if got := m.exchange(agent, "\xff"+`{"execute":"guest-sync-delimited","arguments":{"id":77}}`); string(got) != "77" {
		t.Errorf("guest-sync-delimited returned %s, want 77", got)
	}
	m.exchange(agent, `{"execute":"guest-ping"}`)
	m.expect("ikp-guest: beat 1", patience)
	m.pressPowerButton(patience)
}

func TestGuestWithoutASeedIsReadyAndSaysWhyItHasNoName(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	m.boot("-m", "96", "-drive", "if=virtio,format=qcow2,file="+overlay(t))
	said := m.expect("ikp-guest: ready", patience)
	if got, want := said[len(said)-1], "ikp-guest: ready hostname=ikp-guest instance=none"; got != want {
		t.Errorf("the guest said %q, want %q", got, want)
	}
	if why := `ikp-guest: problem reading the seed: "no volume labelled cidata within 3s"`; !slices.Contains(said, why) {
		t.Errorf("the guest said %q, want also %q", said, why)
	}
}

func TestBootSectorIsReadyBeatsAndSwitchesOff(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	args := []string{"-m", "16", "-drive", "if=ide,snapshot=on,format=raw,file=" + image(t, "ikp-bootsector.raw")}
	started := time.Now()
	m.boot(args...)
	m.expect("ikp-guest: ready", patience)
	t.Logf("ready after %s", time.Since(started))
	m.expect("ikp-guest: beat 1", patience)
	m.pressPowerButton(patience)
}

// seededMachine is what a hypervisor gives a machine: a disk, a data disk, a
// seed in a CD drive, a network card and a port for the guest agent.
func seededMachine(m *machine, port int) []string {
	return []string{
		"-m", "96", "-drive", "if=virtio,format=qcow2,file=" + overlay(m.t),
		"-drive", "if=virtio,format=raw,file=" + dataDisk(m.t),
		"-drive", "if=ide,media=cdrom,format=raw,readonly=on,file=" + seedVolume(m.t),
		"-netdev", fmt.Sprintf("user,id=net,hostfwd=tcp:127.0.0.1:%d-10.0.2.15:8080", port),
		"-device", "virtio-net-pci,netdev=net,mac=52:54:00:12:34:56",
		"-chardev", "socket,id=agent,server=on,wait=off,path=" + m.socket("agent"),
		"-device", "virtio-serial", "-device", "virtserialport,chardev=agent,name=org.qemu.guest_agent.0",
	}
}
