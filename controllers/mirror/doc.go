// Package mirror makes the ledger hold what the objects of an agency say: quotas
// and budgets alike. It looks at all objects of a kind at once, so that one that
// was deleted while nobody watched is forgotten too, and it decides which of two
// objects for the same thing holds.
package mirror
