// Package facts shows the objects of the API to the pure rules of
// internal/domain. Admission, the gate, placement and the agents share it, so
// that the same object means the same to all of them.
package facts
