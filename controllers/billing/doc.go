// Package billing carries budgets and published tariffs into the ledger, and
// writes the ledger's statements into Statement objects.
package billing
