// Package local runs a whole control plane on one machine: etcd, Kubernetes, the
// platform's own parts and two hypervisor hosts, all kept in one folder.
package local
