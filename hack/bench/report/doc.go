// Package report prints figures as they are measured and keeps them in a page of
// the documentation, with the machine they were measured on.
package report
