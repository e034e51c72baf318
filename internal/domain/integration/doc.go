// Package integration decides how far a request for data of another system is on
// its way to access: which step is open, which party holds it since when, and
// whether the term from request to access has passed (C-10.3).
package integration
