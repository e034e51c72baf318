// Package schedule plans a migration programme: which system moves when, in which
// wave, and why not a day earlier. It is pure and deterministic: it knows no clock,
// and the same programme gives the same plan byte for byte. The solver of the
// plain scheduling problem is schedule/rcpsp; schedule/check verifies plans without
// sharing code with the planner; decision 0020 says how both look for short plans.
package schedule
