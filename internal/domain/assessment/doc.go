// Package assessment is the audit of a system before it moves (C-4, measure 2):
// a questionnaire, the readiness that the answers speak of, the risks in them,
// and what seems best to become of the system. People decide; the package says
// what the answers add up to, and why.
package assessment
