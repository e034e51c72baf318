// Package programme keeps the status of what plans migrations: the programme with
// its states, overdue systems and the outlook of its rehearsals, the agencies'
// plans with the hash that approvals bind to, and the waves.
//
// It proposes no plan: people do that, with ikpctl plan propose.
package programme
