// Package trial is what the isolation operator and the probe in its pods say to
// each other: what to try, and what came of it.
package trial
