// Package state remembers what a local control plane was set up with: its hosts,
// its driver and the ports that were chosen for it.
package state
