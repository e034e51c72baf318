package node

import (
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"path/filepath"
)

// Name of the only node.
const Name = "local"

// KubeletPort is where the kubelet answers the API server, and HealthPort where
// it says that it is well.
const (
	KubeletPort = 10250
	HealthPort  = 10248
)

// Layout is where the things of the node lie and how it is reached.
type Layout struct {
	// Dir is the node's folder.
	Dir string
	// Programs is the folder with ikp-kube and ikpctl.
	Programs string
	// API is the machine's address of the API server.
	API string
	// Link holds two addresses: the first is the machine's end of the cable to the
	// node, the second the node's.
	Link netip.Prefix
	// Image is what pods of the platform itself run, and what holds a pod's
	// namespaces; it lies in the folder as a file.
	Image string
}

// machine and node are the two ends of the cable.
func (l Layout) machine() netip.Addr { return l.Link.Masked().Addr().Next() }

// Address of the node, as seen from the machine.
func (l Layout) Address() netip.Addr { return l.machine().Next() }

// Outside is an address outside of the node on which somebody listens: what pods
// of tenants must not reach.
func (l Layout) Outside() string { return netip.AddrPortFrom(l.machine(), outsidePort).String() }

// Tag names what exists once on the machine, so that several nodes can run side
// by side: the cable and the control group.
func (l Layout) Tag() string {
	sum := sha256.Sum256([]byte(l.Dir))
	return "ikp" + hex.EncodeToString(sum[:4])
}

func (l Layout) path(name string) string { return filepath.Join(l.Dir, name) }

// Archive is the file with the image of the platform's own pods.
func (l Layout) Archive() string { return l.path("image.tar") }

// KubeletKubeconfig is how the kubelet reaches the API server.
func (l Layout) KubeletKubeconfig() string { return l.path("kubelet.kubeconfig") }

// WallsKubeconfig is how the enforcer of network policies does.
func (l Layout) WallsKubeconfig() string { return l.path("walls.kubeconfig") }

// ServingCert is the certificate that the kubelet shows.
func (l Layout) ServingCert() string { return l.path("kubelet.crt") }

// ServingKey is its key.
func (l Layout) ServingKey() string { return l.path("kubelet.key") }

// ClientCA vouches for whom the kubelet answers.
func (l Layout) ClientCA() string { return l.path("client-ca.crt") }
