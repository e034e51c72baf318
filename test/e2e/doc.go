// Package e2e holds the drills: whole control planes with real libvirt and QEMU,
// killed and repaired while machines run. `make e2e` builds what they need and
// runs them; they carry the build tag e2e.
package e2e
