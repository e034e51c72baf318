// Package placement measures how fast machines find their hosts: the pure
// decision beside a naive one, and the binding through the API beside
// kube-scheduler and beside a client that does nothing but the same writes.
package placement
