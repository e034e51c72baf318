// Package webhook refuses early what the platform would refuse later: it checks
// new objects, and changes of what was asked, against other objects and the
// ledger. What one object can tell by itself is checked by its schema and by the
// policies in config/policies.
//
// It never writes, so every request may be a dry run. A refusal is 403 with one
// cause per violated rule: its type is a reason code, its text says what, why
// and the way out. The authority is the gate and placement: a webhook that is
// down or a ledger that is silent stops nothing that runs.
package webhook
