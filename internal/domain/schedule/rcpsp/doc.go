// Package rcpsp solves the resource-constrained project scheduling problem:
// activities that follow one another and share renewable resources, to be
// finished as soon as possible. It is pure and deterministic: the same project,
// budget and seed give the same schedule. Decision 0020 says which method and
// how its effort is counted.
package rcpsp
