package local

import _ "embed"

// auditPolicy records who changed what; reading is not recorded.
//
//go:embed audit-policy.yaml
var auditPolicy []byte
