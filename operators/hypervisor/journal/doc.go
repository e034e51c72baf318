// Package journal is the host's own book of metered machines: every change of a
// metered state is on disk before anybody hears of it, numbered, and kept until
// the ledger has acknowledged it.
package journal
