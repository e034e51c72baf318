package local

import (
	"fmt"
	"strconv"

	"github.com/govtech-kz/ikp/internal/local/host"
	"github.com/govtech-kz/ikp/internal/local/state"
)

// Ports of the platform's own parts.
const (
	portAggregated = "ikp-apiserver"
	portWebhook    = "ikp-apiserver-webhook"
)

func healthPort(name string) string { return name + "-health" }
func agentPort(h string) string     { return "ikp-hypervisor-" + h }

// portNames are everything that listens.
func portNames(hosts []string) []string {
	names := []string{
		portEtcd, portEtcdPeer, portAPIServer, portControllerManager, portScheduler, portAggregated, portWebhook,
		healthPort("ikp-apiserver"), healthPort("ikp-controllers"), healthPort("ikp-operators"),
	}
	for _, h := range hosts {
		names = append(names, agentPort(h), healthPort(agentPort(h)))
	}
	return names
}

// ours is a part whose program is the platform's own: it reaches the API server
// as its own user and says on a port of its own whether it is ready.
func (c *Cluster) ours(name, file, user string, args ...string) part {
	health := "127.0.0.1:" + strconv.Itoa(c.state.Ports[healthPort(name)])
	p := c.program(name, file, append([]string{
		"--kubeconfig=" + c.layout.userConfig(user), "--health-probe-bind-address=" + health, "--metrics-bind-address=0",
	}, args...)...)
	p.port = c.state.Ports[healthPort(name)]
	p.ready = plain("http://" + health + "/readyz")
	return p
}

func (c *Cluster) ledger() string { return "--ledger=sqlite:" + c.layout.path("ledger.db") }

func (c *Cluster) ikpAPIServer() part {
	p := c.ours("ikp-apiserver", "ikp-apiserver", "ikp-apiserver", c.ledger(),
		"--bind-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", c.state.Ports[portAggregated]), fmt.Sprintf("--webhook-port=%d", c.state.Ports[portWebhook]),
		"--tls-cert-file="+c.pki.CertFile("ikp-apiserver-serving"), "--tls-private-key-file="+c.pki.KeyFile("ikp-apiserver-serving"),
		"--agent-ca-file="+c.pki.CertFile(authorityAgents),
		"--evidence-key-file="+c.pki.KeyFile(evidenceKey),
		"--agent-client-cert-file="+c.pki.CertFile("agent-client"), "--agent-client-key-file="+c.pki.KeyFile("agent-client"),
	)
	p.port = c.state.Ports[portAggregated]
	p.ready = all(p.ready, dials("127.0.0.1:"+strconv.Itoa(c.state.Ports[portWebhook])))
	return p
}

func (c *Cluster) ikpControllers() part {
	return c.ours("ikp-controllers", "ikp-controllers", "ikp-controllers", c.ledger(), "--leader-elect=false")
}

func (c *Cluster) ikpOperators() part {
	args := []string{"--leader-elect=false"}
	if c.hasNode() {
		args = append(args, "--probe-image="+c.state.NodeImage, "--probe-outside="+c.nodeLayout().Outside())
	}
	return c.ours("ikp-operators", "ikp-operators", "ikp-operators", args...)
}

// realMachines reports whether hosts run machines rather than pretend to.
func (c *Cluster) realMachines() bool { return c.state.Driver != state.DriverFixture }

// agent is ikp-hypervisor for one host, under that host's identity.
func (c *Cluster) agent(h string) part {
	uri := "fixture"
	if c.realMachines() {
		uri = c.layout.host(h).URI()
	}
	listen := strconv.Itoa(c.state.Ports[agentPort(h)])
	p := c.ours(agentPort(h), "ikp-hypervisor", h,
		"--host="+h+"="+uri, "--driver="+c.state.Driver,
		"--state-dir="+c.layout.agentState(h), "--image-dir="+c.layout.images(), "--listen=127.0.0.1:"+listen,
		"--tls-cert-file="+c.pki.CertFile("agent-"+h), "--tls-private-key-file="+c.pki.KeyFile("agent-"+h),
		"--client-ca-file="+c.pki.CertFile(authorityAgents),
	)
	p.port = c.state.Ports[agentPort(h)]
	return p
}

// libvirtd is one host: process 1 of namespaces of its own. Replacing the
// program must not end the guests in it.
func (c *Cluster) libvirtd(h string) part {
	l := c.layout.host(h)
	p := c.program("libvirtd-"+h, "ikpctl", "local", "host-init", "--host="+h, "--host-dir="+l.Dir, "--host-cache="+l.Cache, fmt.Sprintf("--emulate=%t", !c.state.KVM))
	p.Namespaces = host.Namespaces
	p.KeepOnUpgrade = true
	p.ready = l.Answers
	p.grace = 2 * defaultGrace
	return p
}
