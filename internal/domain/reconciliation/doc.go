// Package reconciliation compares lists of information systems that disagree: it
// finds which records speak of one system, by the register's id, by slug or by
// name with a stated confidence, and says which systems a list lacks and which
// fields differ, each value with the source and date of its record. It decides
// nothing: what no list says stays unknown, and what two say differently is for
// people.
package reconciliation
