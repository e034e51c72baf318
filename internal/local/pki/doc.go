// Package pki issues the certificates of a local control plane: who the parts
// are to one another is proven by keys of its own authorities, which never leave
// its folder.
package pki
