// Package config carries the manifests of the platform inside the binaries, so
// that a control plane can be set up without a checkout.
package config

import "embed"

// Files are the folders crd, rbac, policies and webhook as they lie beside this
// file.
//
//go:embed *
var Files embed.FS
