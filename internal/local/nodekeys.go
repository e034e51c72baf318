package local

import (
	"github.com/govtech-kz/ikp/internal/local/durable"
	"github.com/govtech-kz/ikp/internal/local/node"
	"github.com/govtech-kz/ikp/internal/local/pki"
)

// issueNode puts the credentials of the node's programs into its folder: of the
// rest of the control plane they see nothing.
func (c *Cluster) issueNode(l node.Layout) error {
	authority, err := c.pki.Authority(authorityClients)
	if err != nil {
		return err
	}
	kubelet := pki.Subject{
		Name: "system:node:" + node.Name, Groups: []string{"system:nodes"},
		Hosts: []string{node.Name, l.Address().String()},
	}
	serving, err := c.nodeUser(l.KubeletKubeconfig(), authority, kubelet)
	if err != nil {
		return err
	}
	if _, err := c.nodeUser(l.WallsKubeconfig(), authority, pki.Subject{Name: userWalls}); err != nil {
		return err
	}
	for path, content := range map[string][]byte{
		l.ServingCert(): serving.Cert, l.ServingKey(): serving.Key, l.ClientCA(): authority.PEM(),
	} {
		if err := durable.WriteFile(path, content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// nodeUser writes the kubeconfig of a program on the node, which finds the API
// server at the address that pods use.
func (c *Cluster) nodeUser(path string, authority *pki.Authority, subject pki.Subject) (pki.Pair, error) {
	pair, err := c.pki.Issue("node-"+subject.Name, authority, subject)
	if err != nil {
		return pki.Pair{}, err
	}
	raw, err := c.encodeKubeconfig("https://"+node.ServiceAddress, subject.Name, authority, pair)
	if err != nil {
		return pki.Pair{}, err
	}
	return pair, durable.WriteFile(path, raw, 0o600)
}
