// Package record remembers of each machine what its hypervisor does not: when it
// was last started and where its log began then, whether a stop was asked for,
// and how often it fell by itself. A lost record costs patience, never a machine.
package record
