// Package domainxml writes the definition of a machine for libvirt, and reads
// back what the platform wrote into it. It is pure.
package domainxml
