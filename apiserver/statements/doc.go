// Package statements serves statementviews: an agency's statement of a month,
// computed from the ledger at the moment of asking.
package statements
