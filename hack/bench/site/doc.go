// Package site gives an area of the benchmark a whole control plane on this
// machine, of the real programs, that is gone when the area is measured.
package site
