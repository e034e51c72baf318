// Package evidence serves what the platform can prove about where bytes lay:
// residencyreports, signed with a key that no tenant reaches, evidencekeys, by
// which anybody verifies them, and residencyfindings of the continuous audit.
package evidence
