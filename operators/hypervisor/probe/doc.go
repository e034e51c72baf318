// Package probe asks guests whether they are ready, in the way that their image
// declares.
package probe
