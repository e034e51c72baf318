// Package sweeper compares the ledger's reservations with the machines that exist,
// and explains every difference by a finding and an event. A machine that was
// granted what the ledger has lost gets it back, whatever its quota says. It
// reclaims what belongs to a machine that is gone for good: in no complete list of
// machines and on no host, twice with time between, while other machines exist.
package sweeper
