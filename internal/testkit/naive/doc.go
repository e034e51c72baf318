// Package naive decides placements in the plainest way, by looking at every host
// each time. It is what the decisions of internal/domain/placement must equal, and
// what their speed is compared with.
package naive
