// Package sweeper compares the ledger's reservations with the machines that exist.
// It gives back what belongs to a machine that is gone for good: in no complete
// list of machines and on no host, twice with time between, while other machines
// exist. Every other difference it only shows.
package sweeper
