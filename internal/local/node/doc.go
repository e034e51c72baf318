// Package node gives a control plane a node of its own on this machine, on which
// pods run: containerd, the kubelet and the enforcer of network policies, in
// namespaces and control groups of their own. Nothing of it is left behind when
// its process 1 ends, and the machine's own containers and rules are left alone.
package node
