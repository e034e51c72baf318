// Package clearance decides whether a system may run in a type of environment:
// there is no industrial operation without positive protocols of the
// information-security tests (KZ-IB-40: Law 418-V of 24.11.2015, art. 40 p. 1;
// Digital Code art. 86 p. 2, art. 87 p. 1). Which objects must be tested is
// KZ-IB-49 (Law 418-V, art. 49 p. 2): systems of state bodies always.
package clearance
