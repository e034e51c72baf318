// Package intake serves usagebatches: it takes the usage that hosts report into
// the ledger, each host for itself alone.
package intake
