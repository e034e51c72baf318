// Package ledger measures how many reservations a second the book makes, beside
// what the same database does in the smallest transactions of that shape, and
// storms it with random operations.
package ledger
