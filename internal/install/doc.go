// Package install puts the platform's own manifests into a control plane: kinds,
// roles, admission policies. It is what ikpctl local up and the tests share.
package install
