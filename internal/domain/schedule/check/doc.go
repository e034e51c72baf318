// Package check verifies schedules and plans from their inputs alone. It shares
// no code with the planner and the solver and prefers the obvious way to the fast
// one, so that an error in them cannot hide in it.
package check
