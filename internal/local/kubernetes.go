package local

import (
	"fmt"
	"strconv"
)

// serviceRange is where Services would get their addresses.
const serviceRange = "10.96.0.0/16"

// Ports by what listens there.
const (
	portEtcd              = "etcd"
	portEtcdPeer          = "etcd-peer"
	portAPIServer         = "kube-apiserver"
	portControllerManager = "kube-controller-manager"
	portScheduler         = "kube-scheduler"
)

func (c *Cluster) url(port string) string {
	return "https://127.0.0.1:" + strconv.Itoa(c.state.Ports[port])
}

// server is the API server's address.
func (c *Cluster) server() string { return c.url(portAPIServer) }

// etcd with short waits: one member that elects itself has nobody to wait for.
func (c *Cluster) etcd() part {
	p := c.program("etcd", "ikp-kube", "etcd",
		"--data-dir="+c.layout.path("etcd"),
		"--listen-client-urls="+c.url(portEtcd), "--advertise-client-urls="+c.url(portEtcd),
		"--listen-peer-urls="+c.url(portEtcdPeer), "--initial-advertise-peer-urls="+c.url(portEtcdPeer),
		"--initial-cluster=default="+c.url(portEtcdPeer),
		"--client-cert-auth", "--trusted-ca-file="+c.pki.CertFile(authorityEtcd),
		"--cert-file="+c.pki.CertFile("etcd"), "--key-file="+c.pki.KeyFile("etcd"),
		"--peer-client-cert-auth", "--peer-trusted-ca-file="+c.pki.CertFile(authorityEtcd),
		"--peer-cert-file="+c.pki.CertFile("etcd"), "--peer-key-file="+c.pki.KeyFile("etcd"),
		"--heartbeat-interval=20", "--election-timeout=200", "--log-level=warn",
		"--auto-compaction-retention=1h",
	)
	p.port = c.state.Ports[portEtcd]
	p.ready = c.answers(c.url(portEtcd)+"/health", authorityEtcd, "etcd-client")
	return p
}

func (c *Cluster) apiServer() part {
	p := c.program("kube-apiserver", "ikp-kube", append(c.apiServerTrust(),
		"--bind-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", c.state.Ports[portAPIServer]),
		"--endpoint-reconciler-type=none", "--service-cluster-ip-range="+serviceRange,
		"--enable-admission-plugins=NodeRestriction",
		"--kubelet-certificate-authority="+c.pki.CertFile(authorityClients), "--kubelet-preferred-address-types=InternalIP",
		"--kubelet-client-certificate="+c.pki.CertFile("kubelet-client"), "--kubelet-client-key="+c.pki.KeyFile("kubelet-client"),
		"--authorization-mode=Node,RBAC", "--anonymous-auth=false", "--profiling=false",
		"--audit-policy-file="+c.layout.path("audit-policy.yaml"), "--audit-log-path="+c.layout.path("logs", "audit.log"),
		"--audit-log-maxsize=50", "--audit-log-maxbackup=2",
		"--shutdown-delay-duration=0s",
	)...)
	p.port = c.state.Ports[portAPIServer]
	p.ready = c.answers(c.server()+"/readyz", authorityClients, "user-admin")
	return p
}

// apiServerTrust is whom the API server believes and how it proves itself.
func (c *Cluster) apiServerTrust() []string {
	return []string{
		"kube-apiserver",
		"--etcd-servers=" + c.url(portEtcd), "--etcd-cafile=" + c.pki.CertFile(authorityEtcd),
		"--etcd-certfile=" + c.pki.CertFile("etcd-client"), "--etcd-keyfile=" + c.pki.KeyFile("etcd-client"),
		"--tls-cert-file=" + c.pki.CertFile("kube-apiserver"), "--tls-private-key-file=" + c.pki.KeyFile("kube-apiserver"),
		"--client-ca-file=" + c.pki.CertFile(authorityClients),
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + c.pki.KeyFile(signingKey), "--service-account-signing-key-file=" + c.pki.KeyFile(signingKey),
		"--requestheader-client-ca-file=" + c.pki.CertFile(authorityProxy), "--requestheader-allowed-names=front-proxy",
		"--requestheader-username-headers=X-Remote-User", "--requestheader-group-headers=X-Remote-Group",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--proxy-client-cert-file=" + c.pki.CertFile("front-proxy"), "--proxy-client-key-file=" + c.pki.KeyFile("front-proxy"),
	}
}

func (c *Cluster) controllerManager() part {
	kubeconfig := c.layout.userConfig("kube-controller-manager")
	p := c.program("kube-controller-manager", "ikp-kube", "kube-controller-manager",
		"--kubeconfig="+kubeconfig, "--authentication-kubeconfig="+kubeconfig, "--authorization-kubeconfig="+kubeconfig,
		"--bind-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", c.state.Ports[portControllerManager]),
		"--tls-cert-file="+c.pki.CertFile("kube-controller-manager-serving"), "--tls-private-key-file="+c.pki.KeyFile("kube-controller-manager-serving"),
		"--leader-elect=false", "--use-service-account-credentials", "--profiling=false",
		"--service-account-private-key-file="+c.pki.KeyFile(signingKey), "--root-ca-file="+c.pki.CertFile(authorityClients),
		"--kube-api-qps=1000", "--kube-api-burst=2000",
	)
	p.port = c.state.Ports[portControllerManager]
	p.ready = c.answers(c.url(portControllerManager)+"/healthz", authorityClients, "user-admin")
	return p
}
