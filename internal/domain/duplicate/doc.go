// Package duplicate finds information systems that seem to carry the same
// function of the state, by the words of their names, purposes and functions.
// It finds candidates; people decide. Two systems of one name are no proof: what
// is rare among all systems counts, what they all say does not.
package duplicate
