// Package evidence is what the state can show years later: where the bytes of a
// system were, by which rules in which edition that was judged, and which
// exceptions were used. A report is signed with Ed25519 in a DSSE envelope and
// verified without any connection.
package evidence
