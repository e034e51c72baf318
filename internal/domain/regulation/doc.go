// Package regulation holds the rules as data: editions of the rules with their
// days, each rule with its source and the way it is enforced, and what
// administrators changed of that. A Book is what is in force at a moment; every
// verdict names the edition it was taken under.
//
// What a rule checks is code, in package rules. Whether it is checked, since
// when, and on which ground is data.
package regulation
