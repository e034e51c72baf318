package local

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/internal/local/node"
	"github.com/govtech-kz/ikp/internal/local/state"
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

// chooseNode decides whether there is a node: as asked, or else as the machine
// can. Without one the platform works; only pods do not run.
func (c *Cluster) chooseNode(asked string) error {
	if asked != "" {
		c.state.Node = asked
	}
	if !slices.Contains([]string{"", state.NodeAuto, state.NodeOn, state.NodeOff}, c.state.Node) {
		return fmt.Errorf("--node %q: want %s, %s or %s", c.state.Node, state.NodeAuto, state.NodeOn, state.NodeOff)
	}
	if c.state.Node == state.NodeOff {
		c.state.NodeLink = ""
		return nil
	}
	if err := node.Capable(); err != nil {
		c.state.NodeLink = ""
		if c.state.Node == state.NodeOn {
			return fmt.Errorf("--node=on: %w", err)
		}
		c.sayNoNode(err)
		return nil
	}
	if c.hasNode() {
		return nil
	}
	link, err := node.ChooseLink(c.layout.dir)
	if err != nil {
		return err
	}
	c.state.NodeLink = link.String()
	return nil
}

func (c *Cluster) sayNoNode(why error) {
	c.say("WARNING: no pods will run, and the isolation of networks stays unproven: %v", why)
}

// prepareNode packs the image of the platform's own pods and writes what the
// node's programs read.
func (c *Cluster) prepareNode() error {
	if !c.hasNode() {
		return nil
	}
	l := c.nodeLayout()
	if err := l.Prepare(); err != nil {
		return err
	}
	image, err := node.PackImage(c.program("", "ikp-probe").Path, l.Archive())
	if err != nil {
		return err
	}
	if c.state.NodeImage != image {
		c.state.NodeImage = image
		if err := c.state.Save(c.layout.dir); err != nil {
			return err
		}
	}
	return c.issueNode(l)
}

// installNode lets the node's users do their work.
func (c *Cluster) installNode(ctx context.Context) error {
	admin, err := c.Client()
	if err != nil {
		return err
	}
	for user, role := range map[string]string{userWalls: "view", userKubeletClient: "system:kubelet-api-admin"} {
		binding := &rbacv1.ClusterRoleBinding{
			ObjectMeta: metav1.ObjectMeta{Name: user},
			RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role},
			Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.UserKind, Name: user}},
		}
		if err := admin.Create(ctx, binding); err != nil && !apierrors.IsAlreadyExists(err) {
			return fmt.Errorf("binding the role of %q: %w", user, err)
		}
	}
	return nil
}

// startNode begins with the node; awaitNode waits for it.
func (c *Cluster) startNode(ctx context.Context) error {
	if !c.hasNode() {
		return c.endNode(ctx)
	}
	if err := c.installNode(ctx); err != nil {
		return err
	}
	if err := c.sweepNode(ctx); err != nil {
		return err
	}
	var err error
	c.nodeSince, err = c.beginAll(ctx, c.nodeParts())
	return err
}

// awaitNode waits until pods run. When they do not and nobody has insisted, the
// platform goes on without.
func (c *Cluster) awaitNode(ctx context.Context) error {
	if !c.hasNode() {
		return nil
	}
	err := c.awaitAll(ctx, c.nodeParts(), c.nodeSince)
	if err == nil || c.state.Node == state.NodeOn || ctx.Err() != nil {
		return err
	}
	c.sayNoNode(err)
	if err := c.endNode(ctx); err != nil {
		return err
	}
	c.state.NodeLink = ""
	return c.state.Save(c.layout.dir)
}

// endNode stops what a node left that is not wanted any more.
func (c *Cluster) endNode(ctx context.Context) error {
	for _, name := range []string{partNode, portScheduler} {
		if err := c.table.Stop(ctx, name, defaultGrace); err != nil {
			return err
		}
	}
	return c.sweepNode(ctx)
}

// sweepNode takes away the control groups of a node that does not run.
func (c *Cluster) sweepNode(ctx context.Context) error {
	record, err := c.table.Find(partNode)
	if err != nil {
		return err
	}
	alive, err := record.Alive()
	if err != nil || alive || os.Geteuid() != 0 {
		return err
	}
	return c.nodeLayout().Clean(ctx)
}
