// Package config carries the manifests of the platform inside the binaries, so
// that a control plane can be set up without a checkout.
package config

import "embed"

// Files are the folders beside this file that make up an installation.
//
//go:embed crd rbac policies webhook aggregated regulations/*.yaml
var Files embed.FS
