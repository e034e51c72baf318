// Package departure tells who waits for a host to be left that a machine has left
// it, and which have not.
package departure
