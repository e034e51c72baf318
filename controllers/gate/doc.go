// Package gate decides whether a virtual machine may start: whether its system
// is cleared, its place lawful, and its resources reserved. It alone writes the
// conditions SecurityCleared, ResidencyCompliant and QuotaReserved.
//
// The gate is the authority; admission only refuses early. It blocks what is
// new: a reservation is never taken back because a clearance has run out, a
// price has risen, a quota was cut or the ledger is silent.
package gate
