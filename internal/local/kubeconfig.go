package local

import (
	"fmt"

	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"github.com/govtech-kz/ikp/internal/local/durable"
	"github.com/govtech-kz/ikp/internal/local/pki"
)

// Kubeconfig mints a kubeconfig for a person with these groups. It needs only
// the control plane's folder: whoever can read that is its master anyway.
func (c *Cluster) Kubeconfig(user string, groups []string) ([]byte, error) {
	if c.state == nil {
		return nil, c.absent()
	}
	authority, err := c.pki.Authority(authorityClients)
	if err != nil {
		return nil, err
	}
	pair, err := authority.Issue(pki.Subject{Name: user, Groups: groups})
	if err != nil {
		return nil, err
	}
	return c.encodeKubeconfig(c.server(), user, authority, pair)
}

func (c *Cluster) writeKubeconfig(path, user string, authority *pki.Authority, pair pki.Pair) error {
	raw, err := c.encodeKubeconfig(c.server(), user, authority, pair)
	if err != nil {
		return err
	}
	return durable.WriteFile(path, raw, 0o600)
}

func (c *Cluster) encodeKubeconfig(server, user string, authority *pki.Authority, pair pki.Pair) ([]byte, error) {
	cluster := "ikp-" + c.state.Name
	context := user + "@" + cluster
	config := clientcmdapi.Config{
		Clusters:       map[string]*clientcmdapi.Cluster{cluster: {Server: server, CertificateAuthorityData: authority.PEM()}},
		AuthInfos:      map[string]*clientcmdapi.AuthInfo{context: {ClientCertificateData: pair.Cert, ClientKeyData: pair.Key}},
		Contexts:       map[string]*clientcmdapi.Context{context: {Cluster: cluster, AuthInfo: context}},
		CurrentContext: context,
	}
	raw, err := clientcmd.Write(config)
	if err != nil {
		return nil, fmt.Errorf("encoding the kubeconfig of %q: %w", user, err)
	}
	return raw, nil
}
