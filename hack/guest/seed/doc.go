// Package seed understands what a machine is told at its first boot: the files
// of a cloud-init NoCloud volume.
package seed
