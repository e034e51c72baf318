// Package party says who may speak for whom, and on what: the parties of an edition
// of the rules with the groups that act for them, and the matters of each kind of
// object with the parties that decide them. Admission of approvals, the gates and
// the command line ask the same functions.
package party
