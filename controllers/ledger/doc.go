// Package ledger is the book of quota, budgets, tariffs and usage, in SQL.
//
// # Model
//
// An account is an agency, a system or an environment: what its machines hold
// (used) and, once a Quota says so, what they may hold (hard). A reservation is
// one row per machine; its version is the hash of the machine's vector. Reserve
// raises the three accounts of the machine's path by the difference to what the
// row held, each in one UPDATE that demands used+Δ ≤ hard, and checks the budget,
// all in one transaction: every row changes or none does. Nothing is counted
// first and checked later, so nothing can be overbooked.
//
// A repeat of a reservation changes nothing and is never refused: machines that
// were admitted stay admitted, whatever happens to quota, budget or prices.
// Resources that shrink are never refused either.
//
// A budget is an agency's money for a calendar year in Asia/Almaty. The agency's
// account holds the sum of all vectors, and every machine of a moment has the
// same prices, so the sum of all hourly rates is the prices times that one
// vector: what is committed until the year's end costs no scan of machines.
// What was spent is the sum of the statements of the year; the budget keeps it as
// of a moment (settled), and machines count as running ever since. A ledger that
// is settled late therefore refuses too early, never too late.
//
// Usage arrives as transitions in the sequence of a host's journal, each stored
// once. They become intervals: contiguous, never overlapping, at most one open
// per machine. Whatever does not fit (unknown machine, another host, a clock
// that runs ahead) is kept and becomes a finding; it is never dropped and never
// blocks the journal. A month that is closed never changes: what arrives for it
// later counts from its end.
//
// # Engines
//
// PostgreSQL locks rows; SQLite runs one writer at a time (BEGIN IMMEDIATE), also
// across processes. The statements are the same.
package ledger
