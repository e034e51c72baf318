package node

import (
	"fmt"
	"os"
)

// Addresses inside the node. They mean nothing outside of it.
const (
	// PodRange is where pods get their addresses.
	PodRange = "10.244.0.0/16"
	// ServiceAddress is where pods and the kubelet find the API server.
	ServiceAddress = "10.96.0.1:443"
)

// inside is where the node's folder appears within the node: short, and the same
// for every node, so that sockets and configurations need no more.
const inside = "/run/ikp/node"

const containerSocket = "/run/containerd/containerd.sock"

// containerdConf leaves AppArmor out: its profiles would be the machine's.
const containerdConf = `version = 2
root = "/var/lib/containerd"
state = "/run/containerd"
oom_score = 0
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.opt", "io.containerd.tracing.processor.v1.otlp"]

[grpc]
  address = "` + containerSocket + `"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = %q
  disable_apparmor = true
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = %q
    conf_dir = "` + inside + `/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = %q
`

// kubeletConf sets no kernel parameter, keeps images for ever and takes the
// node's control groups as they are.
const kubeletConf = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: %[1]s
port: %[2]d
healthzBindAddress: %[1]s
healthzPort: %[3]d
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: ` + inside + `/client-ca.crt}
authorization: {mode: Webhook}
tlsCertFile: ` + inside + `/kubelet.crt
tlsPrivateKeyFile: ` + inside + `/kubelet.key
containerRuntimeEndpoint: unix://` + containerSocket + `
podLogsDir: /var/log/pods
resolvConf: ` + inside + `/resolv.conf
cgroupDriver: cgroupfs
cgroupsPerQOS: false
enforceNodeAllocatable: []
failCgroupV1: false
failSwapOn: false
localStorageCapacityIsolation: false
makeIPTablesUtilChains: false
imageGCHighThresholdPercent: 100
evictionHard: {}
maxPods: 250
enableServer: true
`

// network is a cable per pod to the node, which routes: all that pods send to
// one another passes the node's rules.
const network = `{"cniVersion": "0.4.0", "name": "ikp", "plugins": [{
  "type": "ptp", "ipMasq": false,
  "ipam": {"type": "host-local", "dataDir": "/run/cni", "ranges": [[{"subnet": "` + PodRange + `"}]], "routes": [{"dst": "0.0.0.0/0"}]}
}]}
`

// Prepare makes the node's folder and its configurations.
func (l Layout) Prepare() error {
	for _, dir := range []string{"", "cni", "lib", "log"} {
		if err := os.MkdirAll(l.path(dir), 0o700); err != nil {
			return fmt.Errorf("preparing the node: %w", err)
		}
	}
	for name, content := range map[string]string{
		"kubelet.yaml":     fmt.Sprintf(kubeletConf, l.Address(), KubeletPort, HealthPort),
		"resolv.conf":      "",
		"cni/ikp.conflist": network,
	} {
		if err := os.WriteFile(l.path(name), []byte(content), 0o600); err != nil {
			return fmt.Errorf("preparing the node: %w", err)
		}
	}
	return nil
}
