package local

import (
	"fmt"
	"os"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/local/pki"
)

// Authorities. Each vouches for one kind of trust only: a client of the API
// server is nobody to etcd or to a host's agent.
const (
	authorityClients = "ca"
	authorityEtcd    = "etcd-ca"
	authorityProxy   = "front-proxy-ca"
	authorityAgents  = "agent-ca"
	signingKey       = "service-accounts"
	// evidenceKey signs residency reports; ikp-apiserver alone is told of it.
	evidenceKey = "evidence"
)

var loopback = []string{"localhost", "127.0.0.1"}

// serviceName is how the API server calls ikp-apiserver.
const serviceName = "ikp-apiserver.ikp-system.svc"

// admin may do everything; it is how a local control plane is set up and the
// glass to break.
var admin = pki.Subject{Name: "local-admin", Groups: []string{"system:masters"}}

// certificate is a pair that some part shows.
type certificate struct {
	name, authority string
	subject         pki.Subject
}

// certificates that are no user's of the API server.
func certificates(hosts []string) []certificate {
	list := []certificate{
		{"etcd", authorityEtcd, pki.Subject{Name: "etcd", Hosts: loopback}},
		{"etcd-client", authorityEtcd, pki.Subject{Name: "kube-apiserver"}},
		{"kube-apiserver", authorityClients, pki.Subject{Name: "kube-apiserver", Hosts: append([]string{
			"kubernetes", "kubernetes.default", "kubernetes.default.svc", "10.96.0.1",
		}, loopback...)}},
		{"front-proxy", authorityProxy, pki.Subject{Name: "front-proxy"}},
		{"kube-controller-manager-serving", authorityClients, pki.Subject{Name: "kube-controller-manager", Hosts: loopback}},
		{"kube-scheduler-serving", authorityClients, pki.Subject{Name: "kube-scheduler", Hosts: loopback}},
		{"kubelet-client", authorityClients, pki.Subject{Name: userKubeletClient}},
		{"ikp-apiserver-serving", authorityClients, pki.Subject{Name: "ikp-apiserver", Hosts: append([]string{serviceName}, loopback...)}},
		{"agent-client", authorityAgents, pki.Subject{Name: compute.UserAPIServer}},
	}
	for _, h := range hosts {
		list = append(list, certificate{"agent-" + h, authorityAgents, pki.Subject{Name: compute.HostUser(h), Hosts: append([]string{h}, loopback...)}})
	}
	return list
}

// users of the API server, by the name of their kubeconfig.
func users(hosts []string) map[string]pki.Subject {
	all := map[string]pki.Subject{
		"admin":                   admin,
		"kube-controller-manager": {Name: "system:kube-controller-manager"},
		portScheduler:             {Name: "system:kube-scheduler"},
		"ikp-controllers":         {Name: compute.UserControllers},
		"ikp-operators":           {Name: compute.UserOperators},
		"ikp-apiserver":           {Name: compute.UserAPIServer},
	}
	for _, h := range hosts {
		all[h] = pki.Subject{Name: compute.HostUser(h), Groups: []string{compute.GroupHosts}}
	}
	return all
}

// issueAll makes what is missing of keys, certificates and kubeconfigs.
func (c *Cluster) issueAll() error {
	for _, cert := range certificates(c.state.Hosts) {
		authority, err := c.pki.Authority(cert.authority)
		if err != nil {
			return err
		}
		if _, err := c.pki.Issue(cert.name, authority, cert.subject); err != nil {
			return err
		}
	}
	if err := c.pki.SigningKey(signingKey); err != nil {
		return err
	}
	if err := c.pki.EvidenceKey(evidenceKey); err != nil {
		return err
	}
	return c.issueUsers()
}

func (c *Cluster) issueUsers() error {
	authority, err := c.pki.Authority(authorityClients)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.layout.path("users"), 0o700); err != nil {
		return fmt.Errorf("making the folder of kubeconfigs: %w", err)
	}
	for name, subject := range users(c.state.Hosts) {
		pair, err := c.pki.Issue("user-"+name, authority, subject)
		if err != nil {
			return err
		}
		if err := c.writeKubeconfig(c.layout.userConfig(name), subject.Name, authority, pair); err != nil {
			return err
		}
		if name == "admin" {
			if err := c.writeKubeconfig(c.layout.adminConfig(), subject.Name, authority, pair); err != nil {
				return err
			}
		}
	}
	return nil
}
