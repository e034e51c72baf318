// Package builders makes valid objects of ikp for tests in one line each, so that
// a test says only what it is about. One file per kind.
package builders
