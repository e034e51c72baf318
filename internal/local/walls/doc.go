// Package walls enforces network policies on the node of a local control plane:
// it turns them into rules of the node's own packet filter, and keeps those up
// to date. A pod that it does not know yet reaches nobody.
package walls
