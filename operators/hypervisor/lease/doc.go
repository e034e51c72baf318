// Package lease is a host's right to act: the Lease that keeps two agents of one
// host apart, and the moment until which it is surely held. An agent that was
// paused longer than that knows it at its next step, before anybody tells it.
package lease
