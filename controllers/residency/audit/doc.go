// Package audit compares, several times a minute and whenever a rule, a site or a
// passport changes, where bytes really lie with where they may. What it finds is
// kept in the ledger's database, told in events, and answered as the broken rule
// says: reported, or the machine is taken off the network. Nothing is destroyed.
package audit
