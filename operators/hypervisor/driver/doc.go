// Package driver is the compute interface between the agent and a hypervisor:
// small interfaces whose every method may be called again at any moment, value
// structs as arguments, outcomes as types, and three-valued truth about a domain.
package driver
