// Package replica runs a program that consists of parts of which an operator
// chooses: one manager, one elected at a time, with small caches. ikp-controllers
// and ikp-operators are such programs.
package replica
