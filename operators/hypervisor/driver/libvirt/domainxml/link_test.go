package domainxml

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// running is a domain as libvirt shows it while it runs.
const running = `<domain type='kvm' id='3'>
  <devices>
    <disk type='file' device='disk'>
      <source file='/srv/disks/u-1/root.qcow2' index='2'/>
      <backingStore type='file'><source file='/srv/images/debian.qcow2'/></backingStore>
      <target dev='vda' bus='virtio'/>
    </disk>
    <disk type='block' device='disk'><source dev='/dev/sdb'/><target dev='vdb' bus='virtio'/></disk>
    <interface type='bridge'>
      <mac address='52:54:00:00:00:01'/>
      <source bridge='ikp0'/>
      <target dev='vnet0'/>
      <model type='virtio'/>
      <link state='up'/>
      <alias name='net0'/>
    </interface>
  </devices>
</domain>`

func TestPlug(t *testing.T) {
	pulled, err := Plug(running, false)
	if err != nil {
		t.Fatal(err)
	}
	want := `<interface type='bridge'>
      <mac address='52:54:00:00:00:01'/>
      <source bridge='ikp0'/>
      <target dev='vnet0'/>
      <model type='virtio'/>
      
      <alias name='net0'/>
    <link state='down'/></interface>`
	if diff := cmp.Diff(want, pulled); diff != "" {
		t.Errorf("pulled (-want +got):\n%s", diff)
	}
	for definition, want := range map[string]bool{running: false, pulled: true} {
		if got, err := Unplugged(definition); err != nil || got != want {
			t.Errorf("Unplugged = %t, %v; want %t", got, err, want)
		}
	}
	again, err := Plug(pulled, true)
	if err != nil || !strings.Contains(again, "<link state='up'/>") || strings.Contains(again, "down") {
		t.Errorf("plugged in again: %q, %v", again, err)
	}
}

func TestADomainWithoutInterfaceHasNoCable(t *testing.T) {
	for name, ask := range map[string]func(string) error{
		"Unplugged": func(d string) error { _, err := Unplugged(d); return err },
		"Plug":      func(d string) error { _, err := Plug(d, true); return err },
	} {
		if err := ask("<domain><devices/></domain>"); !errors.Is(err, ErrNoInterface) {
			t.Errorf("%s says %v, want ErrNoInterface", name, err)
		}
	}
}

func TestSourcesAreFilesOfTheDomainItself(t *testing.T) {
	got, err := Sources(running)
	if diff := cmp.Diff([]string{"/srv/disks/u-1/root.qcow2"}, got); diff != "" || err != nil {
		t.Errorf("Sources (-want +got), %v:\n%s", err, diff)
	}
}

func FuzzPlug(f *testing.F) {
	f.Add(running)
	f.Add("<interface ></interface>")
	f.Fuzz(func(t *testing.T, definition string) {
		if pulled, err := Plug(definition, false); err == nil {
			if again, err := Plug(pulled, false); err != nil || again != pulled {
				t.Errorf("pulling twice gives %q, %v; want %q", again, err, pulled)
			}
		}
	})
}
