package vm

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"github.com/govtech-kz/ikp/hack/bench/site"
)

// node is a host of libvirt's test driver that has room for everything.
const node = `<node>
  <cpu>
    <mhz>3000</mhz><model>i986</model><active>1024</active><nodes>1</nodes><sockets>16</sockets><cores>64</cores><threads>1</threads>
  </cpu>
  <memory>1073741824</memory>
</node>
`

// agent is the one process that serves all hosts.
const agent = "ikp-hypervisor-host-a"

func host(n int) string { return "host-" + string(rune('a'+n)) }

// hostsFor is how many hosts machines of 1 GiB need: every host promises the
// file system of the folder once, less a tenth for what is in it already.
func hostsFor(machines int) (int, error) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(os.TempDir(), &fs); err != nil {
		return 0, fmt.Errorf("measuring %q: %w", os.TempDir(), err)
	}
	const gib = 1 << 30
	return hostsOf(machines, int(int64(fs.Blocks)*fs.Bsize/gib)*9/10), nil
}

func hostsOf(machines, each int) int { return (machines + each - 1) / max(each, 1) }

// oneAgent replaces the agents, which pretend, by one that drives libvirt's test
// driver for all hosts under the identity of each.
func oneAgent(ctx context.Context, s *site.Site, hosts int, metrics string) error {
	command, err := s.Command(agent)
	if err != nil {
		return err
	}
	var uris, kubeconfigs []string
	for n := range hosts {
		uri, err := testURI(s.Dir, host(n))
		if err != nil {
			return err
		}
		uris = append(uris, host(n)+"="+uri)
		kubeconfigs = append(kubeconfigs, host(n)+"="+filepath.Join(s.Dir, "users", host(n)+".kubeconfig"))
		if err := s.Stop(ctx, "ikp-hypervisor-"+host(n)); err != nil {
			return err
		}
	}
	command.Set("--driver", "libvirt")
	command.Set("--host", uris...)
	command.Set("--kubeconfig", kubeconfigs...)
	command.Set("--metrics-bind-address", metrics)
	return s.Restart(ctx, command)
}

// testURI is the address of a test driver of its own: one with a file of its own
// shares no machines with another.
func testURI(dir, name string) (string, error) {
	path := filepath.Join(dir, name+".xml")
	if err := os.WriteFile(path, []byte(node), 0o600); err != nil {
		return "", fmt.Errorf("describing host %q: %w", name, err)
	}
	return "test://" + path, nil
}
