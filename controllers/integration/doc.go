// Package integration follows requests for data of another system on their way to
// access: which step is open, which party holds it since when, and whether the
// term of the rules has passed (C-10.3). Parties do the steps by their approvals;
// internal/domain/integration counts them.
package integration
