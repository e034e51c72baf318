// Package migration moves systems along the programme: for each SystemMigration
// it gathers what its next step depends on, lets internal/domain/migration
// decide, and records at most one step at a time. What shuts a gate is written
// with its rule, the party that owes it and since when.
//
// The controller starts and stops nothing itself: it is the authority on whether
// others may.
package migration
