// Package quota carries Quota objects into the ledger and shows what is left of
// them. It looks at all quotas of an agency at once: the ledger must hold exactly
// these, also when one was deleted while nobody watched.
package quota
