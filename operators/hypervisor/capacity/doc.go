// Package capacity is the host's own arithmetic of what it may promise: placement
// decided on a snapshot, the agent decides again on what it really holds.
package capacity
