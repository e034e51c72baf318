// Package migration decides how far the move of a system to the platform may go.
// The states and the ways between them are one table; what opens a way is a list
// of demands, each with the rule that makes it and the party that owes it. How a
// rule is enforced is not said here but in the edition in force (package
// regulation).
//
// A move never goes on by doubt: what is not known shuts the gate.
package migration
