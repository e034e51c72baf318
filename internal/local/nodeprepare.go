package local

import (
	"context"
	"fmt"

	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/govtech-kz/ikp/internal/local/node"
)

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
