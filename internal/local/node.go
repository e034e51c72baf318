package local

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/internal/local/node"
)

// Users of the node's programs, besides the kubelet's.
const (
	userWalls         = "ikp:local:walls"
	userKubeletClient = "ikp:local:kubelet-client"
)

// partNode is the name of the node's process 1.
const partNode = "node"

// nodeLayout is where the node's things lie.
func (c *Cluster) nodeLayout() node.Layout {
	link, _ := netip.ParsePrefix(c.state.NodeLink) // without a node there is none
	return node.Layout{
		Dir: c.layout.path(partNode), Programs: c.programs, Link: link, Image: c.state.NodeImage,
		API: "127.0.0.1:" + strconv.Itoa(c.state.Ports[portAPIServer]),
	}
}

// hasNode reports whether pods run on this machine.
func (c *Cluster) hasNode() bool { return c.state.NodeLink != "" }

// nodeParts are the programs that pods need: the scheduler, and the node itself.
func (c *Cluster) nodeParts() []part {
	if !c.hasNode() {
		return nil
	}
	return []part{c.scheduler(), c.nodePart()}
}

func (c *Cluster) scheduler() part {
	kubeconfig := c.layout.userConfig(portScheduler)
	p := c.program(portScheduler, "ikp-kube", "kube-scheduler",
		"--kubeconfig="+kubeconfig, "--authentication-kubeconfig="+kubeconfig, "--authorization-kubeconfig="+kubeconfig,
		"--bind-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", c.state.Ports[portScheduler]),
		"--tls-cert-file="+c.pki.CertFile("kube-scheduler-serving"), "--tls-private-key-file="+c.pki.KeyFile("kube-scheduler-serving"),
		"--leader-elect=false", "--profiling=false",
	)
	p.port = c.state.Ports[portScheduler]
	p.ready = c.answers(c.url(portScheduler)+"/healthz", authorityClients, "user-admin")
	return p
}

// nodePart is process 1 of the node. Replacing the program must not end pods.
func (c *Cluster) nodePart() part {
	l := c.nodeLayout()
	p := c.program(partNode, "ikpctl", "local", "node-init", "--node-dir="+l.Dir, "--programs="+l.Programs,
		"--api="+l.API, "--link="+l.Link.String(), "--image="+l.Image)
	p.Namespaces = node.Namespaces
	p.KeepOnUpgrade = true
	p.port = node.KubeletPort
	health := netip.AddrPortFrom(l.Address(), node.HealthPort).String()
	p.ready = all(plain("http://"+health+"/healthz"), c.nodeReady)
	return p
}

// nodeReady asks the API server whether the node takes pods.
func (c *Cluster) nodeReady(ctx context.Context) error {
	admin, err := c.Client()
	if err != nil {
		return err
	}
	n := &corev1.Node{}
	if err := admin.Get(ctx, client.ObjectKey{Name: node.Name}, n); err != nil {
		return fmt.Errorf("the node has not registered: %w", err)
	}
	for _, condition := range n.Status.Conditions {
		if condition.Type == corev1.NodeReady && condition.Status == corev1.ConditionTrue {
			return nil
		}
		if condition.Type == corev1.NodeReady {
			return errors.New(condition.Message)
		}
	}
	return errors.New("the node has not reported")
}
