// Package ledgertest gives tests ledgers of their own, on every engine: SQLite in
// the test's folder, PostgreSQL in a private cluster that ends with the process.
package ledgertest
